package dev.waybill.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.gateway.auth.ClientSecrets;
import dev.waybill.gateway.auth.SigningKeys;
import dev.waybill.local.data.Credentials;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.data.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files that a gateway reads its secrets from, made at the first start.
 *
 * @param clients the one client, its secret hashed
 */
record GatewayFiles(Path secret, Path clients, Path signingKeys) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A random secret of 256 bits needs no stretching. */
  private static final int ITERATIONS = 1000;

  static GatewayFiles in(Secrets secrets, DataFolder folder, Credentials credentials) {
    secrets.text("gateway-secret");
    secrets.text("gateway-clients.json", () -> oneClient(credentials));
    secrets.text("gateway-signing-keys.json", SigningKeys::generate);
    return new GatewayFiles(
        folder.secrets().resolve("gateway-secret"),
        folder.secrets().resolve("gateway-clients.json"),
        folder.secrets().resolve("gateway-signing-keys.json"));
  }

  private static String oneClient(Credentials credentials) {
    Map<String, Object> client =
        Map.of(
            "clientId",
            credentials.clientId(),
            "secrets",
            List.of(ClientSecrets.hash(credentials.clientSecret(), ITERATIONS)),
            "scopes",
            List.of("idp-api/jobs.read", "idp-api/jobs.write"));
    try {
      return JSON.writeValueAsString(List.of(client));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
