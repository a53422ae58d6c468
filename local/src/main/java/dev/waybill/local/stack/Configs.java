package dev.waybill.local.stack;

import dev.waybill.local.data.Credentials;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.data.Secrets;
import java.util.HashMap;
import java.util.Map;

/** The environment that gateway and operator are started with, as on any cluster. */
final class Configs {
  private Configs() {}

  static Map<String, String> operator(StackSettings settings, Store store) {
    Map<String, String> env = new HashMap<>(store.env());
    env.put("WAYBILL_OPERATOR_NAMESPACE", ClusterObjects.NAMESPACE);
    env.put("WAYBILL_OPERATOR_ADMIN_PORT", "0");
    env.put("WAYBILL_OPERATOR_STORE_SECRET", ClusterObjects.STORE_SECRET);
    env.put("WAYBILL_OPERATOR_MAX_RUNNING", Integer.toString(settings.claims()));
    env.put(
        "WAYBILL_OPERATOR_ALLOWED_PLACES", ClusterObjects.NAMESPACE + "=" + Store.SAMPLES + "/");
    env.put("WAYBILL_OPERATOR_MAX_OBJECT_BYTES", Long.toString(store.maxOutputBytes()));
    env.put("WAYBILL_OPERATOR_POD_LIST_SECONDS", "1");
    return own(env, settings.env(), "WAYBILL_OPERATOR_");
  }

  static Map<String, String> gateway(StackSettings settings, Store store) {
    DataFolder folder = settings.folder();
    GatewayFiles files = GatewayFiles.in(new Secrets(folder), folder, Credentials.of(folder));
    Map<String, String> env = new HashMap<>(store.env());
    env.put("WAYBILL_GATEWAY_NAMESPACE", ClusterObjects.NAMESPACE);
    env.put("WAYBILL_GATEWAY_HOST", "127.0.0.1");
    env.put("WAYBILL_GATEWAY_DRAIN_SECONDS", "0");
    env.put("WAYBILL_GATEWAY_STOP_SECONDS", "2");
    env.put("WAYBILL_GATEWAY_UPLOAD_MAX_BYTES", Long.toString(store.maxFormBytes()));
    env.put("WAYBILL_GATEWAY_SECRET_FILE", files.secret().toString());
    env.put("WAYBILL_GATEWAY_CLIENTS_FILE", files.clients().toString());
    env.put("WAYBILL_GATEWAY_SIGNING_KEYS_FILE", files.signingKeys().toString());
    own(env, settings.env(), "WAYBILL_GATEWAY_");
    env.put("WAYBILL_GATEWAY_PORT", Integer.toString(settings.port()));
    return env;
  }

  private static Map<String, String> own(
      Map<String, String> env, Map<String, String> given, String prefix) {
    given.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            env.put(key, value);
          }
        });
    return env;
  }
}
