package dev.waybill.storage;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach the object store.
 *
 * @param endpoint as this process and pods reach it; null: AWS's own of the region
 * @param publicEndpoint as clients reach it, in presigned URLs for them; null: the same
 * @param accessKeyId null: the AWS SDK's default chain (environment, web identity, …)
 * @param sessionToken null with long-lived keys
 * @param pathStyle whether the bucket stands in the path and not in the host name
 * @param timeout of one call
 */
public record StoreConfig(
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

  // fromEnv(Map<String,String>): WAYBILL_STORE_ENDPOINT, _PUBLIC_ENDPOINT, _REGION, _ACCESS_KEY_ID,
  // _SECRET_ACCESS_KEY,
  // _SESSION_TOKEN, _PATH_STYLE, _INPUT_BUCKET, _OUTPUT_BUCKET, _TIMEOUT_SECONDS; equal buckets are
  // refused.
}
