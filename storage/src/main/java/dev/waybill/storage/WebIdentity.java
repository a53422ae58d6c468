package dev.waybill.storage;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/**
 * The pod's own identity, as {@code AWS_WEB_IDENTITY_TOKEN_FILE} and {@code AWS_ROLE_ARN} give it.
 * Not by the SDK's default chain: where the token service is away for a moment that goes on to the
 * node's role, and stays with it.
 */
final class WebIdentity {
  private WebIdentity() {}

  /** Whether it is there, and nobody gave the SDK keys that come before it. */
  static boolean given() {
    return SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().isPresent()
        && SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isEmpty();
  }

  static AwsCredentialsProvider credentials(StoreConfig config) {
    String region = SdkSystemSetting.AWS_REGION.getStringValue().orElse(config.region());
    StsClient tokens =
        StsClient.builder()
            .region(Region.of(region))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(config.timeout())
                    .socketTimeout(config.timeout()))
            .overrideConfiguration(override -> override.apiCallTimeout(config.timeout()))
            .build();
    return StsWebIdentityTokenFileCredentialsProvider.builder()
        .stsClient(tokens)
        .refreshRequest(
            request ->
                request
                    .roleArn(SdkSystemSetting.AWS_ROLE_ARN.getStringValueOrThrow().strip())
                    .roleSessionName(
                        SdkSystemSetting.AWS_ROLE_SESSION_NAME.getStringValue().orElse("waybill"))
                    .durationSeconds(Math.toIntExact(config.sessionLife().toSeconds())))
        // What is signed lives no longer than they do. The SDK renews them at any time between
        // these
        // two (CachedSupplier's jitter), and does not give them out after the second.
        .prefetchTime(config.sessionLife().dividedBy(2))
        .staleTime(config.sessionLife().dividedBy(3))
        .build();
  }
}
