package dev.waybill.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/**
 * An S3 server on a folder, in this process: signatures, presigned URLs and POST policies are
 * checked, versions are not kept. Binds loopback only.
 */
public final class EmbeddedS3 implements AutoCloseable {
  /** The fields and boundaries of a form, beside its file. */
  private static final long FORM_ENVELOPE_BYTES = 64 << 10;

  /**
   * @param folder where the objects lie, one folder a bucket; made where it is missing
   * @param port 0: any free one
   * @param maxFormBytes the largest file of a form upload. One is held in memory whole, at up to
   *     five times its size
   * @param buckets made at the start where they are missing
   */
  public record Settings(
      Path folder,
      int port,
      String accessKeyId,
      String secretAccessKey,
      long maxFormBytes,
      List<String> buckets) {}

  private final S3Proxy server;

  private EmbeddedS3(S3Proxy server) {
    this.server = server;
  }

  /** Answers once the server accepts requests. */
  public static EmbeddedS3 start(Settings settings) throws IOException {
    Files.createDirectories(settings.folder());
    BlobStore objects =
        new PrivateObjects(
            new LongNames(new FilesystemNio2BlobStore(settings.folder().toString())));
    for (String bucket : settings.buckets()) {
      if (Files.notExists(settings.folder().resolve(bucket))) {
        objects.createContainer(CreateBucketRequest.builder().bucket(bucket).build());
      }
    }
    S3Proxy server = server(settings, objects);
    try {
      FormAdmission.oneAtATime(server);
      server.start();
    } catch (Exception e) {
      throw new IOException("the S3 server did not start: " + e.getMessage(), e);
    }
    return new EmbeddedS3(server);
  }

  private static S3Proxy server(Settings settings, BlobStore objects) {
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:" + settings.port()))
            .awsAuthentication(
                AuthenticationType.AWS_V4, settings.accessKeyId(), settings.secretAccessKey())
            .v4MaxNonChunkedRequestSize(settings.maxFormBytes() + FORM_ENVELOPE_BYTES)
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();
    AccessGrant grant = new AccessGrant(settings.secretAccessKey(), objects);
    server.setBlobStoreLocator(
        (identity, bucket, key) -> settings.accessKeyId().equals(identity) ? grant : null);
    return server;
  }

  /** {@code http://127.0.0.1:port}, for path-style requests. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not stop", e);
    }
  }
}
