package dev.waybill.storage;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How to reach the object store.
 *
 * @param endpoint as this process and pods reach it; null: AWS's own of the region
 * @param publicEndpoint as clients reach it, in presigned URLs for them; null: the same
 * @param accessKeyId null: the pod's web identity where it has one, else the AWS SDK's default
 *     chain
 * @param sessionToken null with long-lived keys
 * @param sessionExpiresAt when the session token ends, null where that is not known; nothing signed
 *     outlives it
 * @param sessionLife of the credentials that the pod's web identity is given: as long as its role
 *     allows; nothing signed outlives them
 * @param pathStyle whether the bucket stands in the path and not in the host name
 * @param timeout of one call; a transfer may take a second more per MiB
 */
public record StoreConfig(
    URI endpoint,
    URI publicEndpoint,
    String region,
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Instant sessionExpiresAt,
    Duration sessionLife,
    boolean pathStyle,
    String inputBucket,
    String outputBucket,
    Duration timeout) {

  /** AWS's own, and the longest that a role allows unless it says otherwise. */
  private static final Duration HOUR = Duration.ofHours(1);

  public StoreConfig {
    if (inputBucket.equals(outputBucket)) {
      throw new IllegalArgumentException(
          "WAYBILL_STORE_INPUT_BUCKET and WAYBILL_STORE_OUTPUT_BUCKET are both " + inputBucket);
    }
    if ((accessKeyId == null) != (secretAccessKey == null)) {
      throw new IllegalArgumentException(
          "WAYBILL_STORE_ACCESS_KEY_ID and WAYBILL_STORE_SECRET_ACCESS_KEY go together");
    }
  }

  /** With long-lived keys, or a session whose end is not known. */
  public StoreConfig(
      URI endpoint,
      URI publicEndpoint,
      String region,
      String accessKeyId,
      String secretAccessKey,
      String sessionToken,
      boolean pathStyle,
      String inputBucket,
      String outputBucket,
      Duration timeout) {
    this(
        endpoint,
        publicEndpoint,
        region,
        accessKeyId,
        secretAccessKey,
        sessionToken,
        null,
        HOUR,
        pathStyle,
        inputBucket,
        outputBucket,
        timeout);
  }

  /**
   * From {@code WAYBILL_STORE_…}: {@code ENDPOINT}, {@code PUBLIC_ENDPOINT}, {@code REGION}
   * (us-east-1), {@code ACCESS_KEY_ID}, {@code SECRET_ACCESS_KEY}, {@code SESSION_TOKEN}, {@code
   * SESSION_EXPIRES_AT} (RFC 3339), {@code SESSION_SECONDS} (3600), {@code PATH_STYLE} (true where
   * an endpoint is set), {@code INPUT_BUCKET}, {@code OUTPUT_BUCKET}, {@code TIMEOUT_SECONDS} (10).
   *
   * @throws IllegalArgumentException naming the key, never its value where that is a secret
   */
  public static StoreConfig fromEnv(Map<String, String> env) {
    StoreEnv read = new StoreEnv(env);
    URI endpoint = read.endpoint("ENDPOINT");
    return new StoreConfig(
        endpoint,
        read.endpoint("PUBLIC_ENDPOINT"),
        read.text("REGION", "us-east-1"),
        read.text("ACCESS_KEY_ID", null),
        read.text("SECRET_ACCESS_KEY", null),
        read.text("SESSION_TOKEN", null),
        read.instant("SESSION_EXPIRES_AT"),
        read.seconds("SESSION_SECONDS", HOUR, 900, 43_200),
        read.flag("PATH_STYLE", endpoint != null),
        read.bucket("INPUT_BUCKET"),
        read.bucket("OUTPUT_BUCKET"),
        read.seconds("TIMEOUT_SECONDS", Duration.ofSeconds(10), 1, 9_999));
  }

  @Override
  public String toString() {
    return "StoreConfig[" + endpoint + ", " + inputBucket + ", " + outputBucket + "]";
  }
}
