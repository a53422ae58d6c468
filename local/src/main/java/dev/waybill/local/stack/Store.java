package dev.waybill.local.stack;

import dev.waybill.local.Trouble;
import dev.waybill.local.data.Secrets;
import dev.waybill.s3.EmbeddedS3;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The object store of a stack: s3proxy on a folder, or where {@code AWS_ENDPOINT_URL_S3} is set the
 * S3 that lies there.
 *
 * @param env the store's configuration, as {@code WAYBILL_STORE_…}; holds its credentials
 * @param embeddedPort 0 where the store is not ours
 * @param maxFormBytes the largest archive that a form upload can take
 * @param maxOutputBytes the largest object that a pod may write
 */
record Store(
    Map<String, String> env,
    int embeddedPort,
    long maxFormBytes,
    long maxOutputBytes,
    AutoCloseable server) {
  static final String SAMPLES = "waybill-samples";
  private static final String INPUT = "waybill-input";
  private static final String OUTPUT = "waybill-output";
  private static final String PREFIX = "WAYBILL_STORE_";

  /** A form upload is held in memory, several times over (s3proxy). */
  private static final long EMBEDDED_FORM_BYTES = 128L << 20;

  private static final long EMBEDDED_OUTPUT_BYTES = 16L << 20;
  private static final long S3_FORM_BYTES = 5L << 30;
  private static final long S3_OUTPUT_BYTES = 64L << 20;

  static Store start(StackSettings settings, int port) {
    String outside = settings.env().get("AWS_ENDPOINT_URL_S3");
    return outside == null || outside.isBlank()
        ? embedded(settings, port)
        : outside(settings.env(), outside);
  }

  private static Store embedded(StackSettings settings, int port) {
    Secrets secrets = new Secrets(settings.folder());
    String keyId = secrets.text("s3-access-key-id");
    String key = secrets.text("s3-secret-access-key");
    try {
      EmbeddedS3 server =
          EmbeddedS3.start(
              new EmbeddedS3.Settings(
                  settings.folder().s3(),
                  port,
                  keyId,
                  key,
                  EMBEDDED_FORM_BYTES,
                  List.of(INPUT, OUTPUT, SAMPLES)));
      Map<String, String> env = env(server.endpoint().toString(), "us-east-1", keyId, key);
      return new Store(
          Map.copyOf(env),
          server.endpoint().getPort(),
          EMBEDDED_FORM_BYTES,
          EMBEDDED_OUTPUT_BYTES,
          server);
    } catch (IOException e) {
      throw new Trouble("the embedded S3 cannot be started: " + e.getMessage(), e);
    }
  }

  private static Store outside(Map<String, String> given, String endpoint) {
    Map<String, String> env =
        env(
            endpoint,
            given.getOrDefault("AWS_REGION", "us-east-1"),
            required(given, "AWS_ACCESS_KEY_ID"),
            required(given, "AWS_SECRET_ACCESS_KEY"));
    if (given.get("AWS_SESSION_TOKEN") != null) {
      env.put(PREFIX + "SESSION_TOKEN", given.get("AWS_SESSION_TOKEN"));
    }
    given.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            env.put(key, value);
          }
        });
    return new Store(Map.copyOf(env), 0, S3_FORM_BYTES, S3_OUTPUT_BYTES, () -> {});
  }

  private static Map<String, String> env(String endpoint, String region, String keyId, String key) {
    Map<String, String> env = new HashMap<>();
    env.put(PREFIX + "ENDPOINT", endpoint);
    env.put(PREFIX + "REGION", region);
    env.put(PREFIX + "PATH_STYLE", "true");
    env.put(PREFIX + "ACCESS_KEY_ID", keyId);
    env.put(PREFIX + "SECRET_ACCESS_KEY", key);
    env.put(PREFIX + "INPUT_BUCKET", INPUT);
    env.put(PREFIX + "OUTPUT_BUCKET", OUTPUT);
    return env;
  }

  private static String required(Map<String, String> env, String key) {
    String value = env.get(key);
    if (value == null || value.isBlank()) {
      throw new Trouble("AWS_ENDPOINT_URL_S3 is set, so " + key + " must be too");
    }
    return value;
  }

  String endpoint() {
    return env.get(PREFIX + "ENDPOINT");
  }

  /** The credentials as {@code collect} pods are given them. */
  Map<String, String> credentials() {
    Map<String, String> data = new HashMap<>();
    data.put("accessKeyId", env.get(PREFIX + "ACCESS_KEY_ID"));
    data.put("secretAccessKey", env.get(PREFIX + "SECRET_ACCESS_KEY"));
    if (env.containsKey(PREFIX + "SESSION_TOKEN")) {
      data.put("sessionToken", env.get(PREFIX + "SESSION_TOKEN"));
    }
    return data;
  }

  @Override
  public String toString() {
    return "Store[" + endpoint() + "]";
  }
}
