package dev.waybill.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code --init} is told.
 *
 * @param gatewaySecret name of the Secret that gateways read
 * @param clientSecret name of the Secret with the id and secret of a first client; null: no client
 *     is made
 * @param clientId of a client that is made
 * @param labels put on both
 * @param scopes that a client is given
 */
public record InitConfig(
    String namespace,
    String gatewaySecret,
    String clientSecret,
    String clientId,
    Map<String, String> labels,
    List<String> scopes) {

  private static final String PREFIX = "WAYBILL_INIT_";

  /**
   * Keys {@code WAYBILL_INIT_*}, and the scopes' names of {@code WAYBILL_GATEWAY_*}.
   *
   * @throws IllegalArgumentException naming the key that is missing or wrong
   */
  public static InitConfig fromEnv(Map<String, String> variables) {
    Env env = new Env(variables);
    return new InitConfig(
        env.required(PREFIX + "NAMESPACE"),
        env.required(PREFIX + "GATEWAY_SECRET"),
        env.text(PREFIX + "CLIENT_SECRET").orElse(null),
        env.text(PREFIX + "CLIENT_ID", "waybill-client"),
        labels(env),
        List.of(GatewayConfig.readScope(env), GatewayConfig.writeScope(env)));
  }

  private static Map<String, String> labels(Env env) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String label : env.list(PREFIX + "LABELS")) {
      String[] parts = label.split("=", -1);
      if (parts.length != 2 || parts[0].isBlank()) {
        throw Env.refused(PREFIX + "LABELS", "must be key=value, separated by commas");
      }
      labels.put(parts[0].strip(), parts[1].strip());
    }
    return labels;
  }
}
