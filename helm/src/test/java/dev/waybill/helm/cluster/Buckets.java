package dev.waybill.helm.cluster;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The two buckets of an installation, emptied and deleted with it. */
public final class Buckets implements AutoCloseable {
  private final S3Client client;
  private final String id;

  Buckets(ClusterSettings settings, String id) {
    this.id = id;
    this.client =
        S3Client.builder()
            .endpointOverride(settings.store())
            .region(Region.of(settings.region()))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey())))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  public String input() {
    return "waybill-test-" + id + "-in";
  }

  public String output() {
    return "waybill-test-" + id + "-out";
  }

  public S3Client client() {
    return client;
  }

  void create() {
    client.createBucket(request -> request.bucket(input()));
    client.createBucket(request -> request.bucket(output()));
  }

  @Override
  public void close() {
    try {
      remove(input());
      remove(output());
    } finally {
      client.close();
    }
  }

  private void remove(String bucket) {
    for (S3Object each : client.listObjectsV2Paginator(r -> r.bucket(bucket)).contents()) {
      client.deleteObject(request -> request.bucket(bucket).key(each.key()));
    }
    client.deleteBucket(request -> request.bucket(bucket));
  }
}
