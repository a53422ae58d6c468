package dev.waybill.storage;

import static dev.waybill.storage.S3Errors.translated;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3Utilities;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Signs URLs and forms, for pods with the internal endpoint, for clients with the public one. */
final class S3Signer implements AutoCloseable {
  /** S3's own limit. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(7);

  private final StoreConfig config;
  private final AwsCredentialsProvider credentials;
  private final S3Presigner internal;
  private final S3Presigner external;

  /** Of the buckets that forms are for: ours. */
  private final Map<String, URI> internalUrls = new ConcurrentHashMap<>();

  private final Map<String, URI> externalUrls = new ConcurrentHashMap<>();

  S3Signer(StoreConfig config, AwsCredentialsProvider credentials) {
    this.config = config;
    this.credentials = credentials;
    this.internal = S3Clients.presigner(config, endpoint(false), credentials);
    this.external = S3Clients.presigner(config, endpoint(true), credentials);
  }

  private URI endpoint(boolean forClients) {
    return forClients && config.publicEndpoint() != null
        ? config.publicEndpoint()
        : config.endpoint();
  }

  URI get(ObjectRef ref, Duration life, boolean forClients, String downloadName) {
    AwsCredentials signing = credentials(ref.bucket(), ref.key());
    GetObjectRequest.Builder object =
        GetObjectRequest.builder()
            .bucket(ref.bucket())
            .key(ref.key())
            .versionId(ref.versionId())
            .overrideConfiguration(
                with -> with.credentialsProvider(StaticCredentialsProvider.create(signing)));
    if (downloadName != null) {
      object.responseContentDisposition(disposition(downloadName));
    }
    // The presigner counts from its own now: it has to be close, whatever came before.
    Instant now = Instant.now();
    Duration left = Duration.between(now, end(now, life, signing));
    S3Presigner presigner = forClients ? external : internal;
    return URI.create(
        presigner
            .presignGetObject(
                request -> request.getObjectRequest(object.build()).signatureDuration(left))
            .url()
            .toString());
  }

  /** To be asked once for each signature: the next answer may be other ones. */
  private AwsCredentials credentials(String bucket, String key) {
    return translated("SIGN", bucket, key, credentials::resolveCredentials);
  }

  PresignedPost post(PostPolicy policy, Instant now) {
    AwsCredentials signing = credentials(policy.bucket(), policy.key());
    Instant end = end(now, policy.life(), signing);
    return new PresignedPost(
        bucketUrl(policy.bucket(), policy.forClients()),
        PostForm.fields(policy, signing, config.region(), now, end),
        end);
  }

  /** Nothing signed outlives the credentials: the store would refuse it before its time. */
  private static Instant end(Instant now, Duration life, AwsCredentials credentials) {
    Instant wanted = now.plus(life.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : life);
    return credentials
        .expirationTime()
        .filter(wanted::isAfter)
        .map(
            limit -> {
              if (!limit.isAfter(now)) {
                throw new StoreException(
                    StoreException.Kind.DENIED, "the store's credentials have expired", null);
              }
              return limit;
            })
        .orElse(wanted);
  }

  private URI bucketUrl(String bucket, boolean forClients) {
    return (forClients ? externalUrls : internalUrls)
        .computeIfAbsent(bucket, name -> url(name, endpoint(forClients)));
  }

  private URI url(String bucket, URI endpoint) {
    S3Utilities utilities =
        S3Utilities.builder()
            .region(Region.of(config.region()))
            .s3Configuration(
                S3Configuration.builder().pathStyleAccessEnabled(config.pathStyle()).build())
            .build();
    String object =
        utilities.getUrl(url -> url.bucket(bucket).key("x").endpoint(endpoint)).toString();
    return URI.create(object.substring(0, object.length() - 1));
  }

  /** RFC 6266: an ASCII name for old clients, the exact one beside it. */
  private static String disposition(String name) {
    String ascii = name.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
    String exact = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + exact;
  }

  @Override
  public void close() {
    internal.close();
    external.close();
    if (credentials instanceof SdkAutoCloseable renewed) {
      renewed.close();
    }
  }
}
