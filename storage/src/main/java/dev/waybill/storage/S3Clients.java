package dev.waybill.storage;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Makes the AWS SDK's clients so that servers other than AWS understand them too. */
final class S3Clients {
  private S3Clients() {}

  static AwsCredentialsProvider credentials(StoreConfig config) {
    if (config.accessKeyId() == null) {
      return WebIdentity.given()
          ? WebIdentity.credentials(config)
          : DefaultCredentialsProvider.builder().build();
    }
    if (config.sessionToken() == null) {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(config.accessKeyId(), config.secretAccessKey()));
    }
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.builder()
            .accessKeyId(config.accessKeyId())
            .secretAccessKey(config.secretAccessKey())
            .sessionToken(config.sessionToken())
            .expirationTime(config.sessionExpiresAt())
            .build());
  }

  static S3Client client(StoreConfig config, AwsCredentialsProvider credentials) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(credentials)
            .forcePathStyle(config.pathStyle())
            // Signed in chunks, an object of no bytes is a 400 on Ceph.
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            // A trailing checksum is a 400 on Ceph, and so is a deletion without Content-MD5.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .addPlugin(LegacyMd5Plugin.create())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(config.timeout())
                    .socketTimeout(config.timeout()))
            .overrideConfiguration(override -> override.apiCallTimeout(config.timeout()));
    if (config.endpoint() != null) {
      builder.endpointOverride(config.endpoint());
    }
    return builder.build();
  }

  /**
   * @param endpoint null: AWS's own of the region
   */
  static S3Presigner presigner(
      StoreConfig config, URI endpoint, AwsCredentialsProvider credentials) {
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(credentials)
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(config.pathStyle()).build());
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder.build();
  }
}
