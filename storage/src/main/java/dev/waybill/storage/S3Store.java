package dev.waybill.storage;

import static dev.waybill.storage.S3Errors.translated;

import dev.waybill.storage.StoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The object store over the AWS SDK: AWS S3, Ceph, MinIO, S3Proxy. */
public final class S3Store implements ObjectStore {
  private static final int MAX_PUT_BYTES = 16 << 20;

  private final S3Client client;
  private final S3Objects objects;
  private final S3Versions versions;
  private final S3Deletions deletions;
  private final S3Copies copies;
  private final S3Signer signer;
  private final StoreConfig config;

  private S3Store(StoreConfig config) {
    AwsCredentialsProvider credentials = S3Clients.credentials(config);
    this.config = config;
    this.client = S3Clients.client(config, credentials);
    this.objects = new S3Objects(client, S3Objects.LARGEST_PAGE);
    this.versions = new S3Versions(client);
    this.deletions = new S3Deletions(client, versions, objects);
    this.copies = new S3Copies(client, config.timeout(), objects, S3Copies.AWS_LIMITS);
    this.signer = new S3Signer(config, credentials);
  }

  /** Connects lazily: the first call finds out whether the store is there. */
  public static ObjectStore connect(StoreConfig config) {
    return new S3Store(config);
  }

  @Override
  public Optional<ObjectInfo> head(ObjectRef ref) {
    return objects.head(ref);
  }

  @Override
  public InputStream read(ObjectRef ref, String eTag, long offset, long length) {
    if (length <= 0) {
      return InputStream.nullInputStream();
    }
    GetObjectRequest request =
        get(ref).ifMatch(eTag).range("bytes=" + offset + "-" + (offset + length - 1)).build();
    ResponseInputStream<GetObjectResponse> body;
    try {
      body = open(ref, request);
    } catch (StoreException e) {
      if (S3Errors.isBeyondEnd(e)) {
        return InputStream.nullInputStream();
      }
      throw e;
    }
    if (body.response().contentRange() == null) {
      body.abort();
      throw new StoreException(
          Kind.DENIED, "GET s3://" + ref.bucket() + ": the store ignores ranges", null);
    }
    return body;
  }

  @Override
  public InputStream read(ObjectRef ref) {
    return open(ref, get(ref).build());
  }

  private ResponseInputStream<GetObjectResponse> open(ObjectRef ref, GetObjectRequest request) {
    return translated("GET", ref.bucket(), ref.key(), () -> client.getObject(request));
  }

  private static GetObjectRequest.Builder get(ObjectRef ref) {
    return GetObjectRequest.builder()
        .bucket(ref.bucket())
        .key(ref.key())
        .versionId(ref.versionId());
  }

  @Override
  public void put(ObjectRef ref, byte[] content, String contentType) {
    if (content.length > MAX_PUT_BYTES) {
      throw new IllegalArgumentException(content.length + " bytes are for upload(), not put()");
    }
    translated(
        "PUT",
        ref.bucket(),
        ref.key(),
        () ->
            client.putObject(
                request ->
                    request
                        .bucket(ref.bucket())
                        .key(ref.key())
                        .contentType(contentType)
                        .overrideConfiguration(Transfers.within(config.timeout(), content.length)),
                RequestBody.fromContentProvider(
                    () -> new ByteArrayInputStream(content), content.length, contentType)));
  }

  @Override
  public Upload upload(ObjectRef ref, String contentType) {
    return new S3Upload(client, config.timeout(), ref, contentType);
  }

  @Override
  public ObjectInfo copy(ObjectRef from, String eTag, ObjectRef to) {
    return copies.copy(from, eTag, to);
  }

  @Override
  public boolean keepsVersions(String bucket) {
    return versions.kept(bucket);
  }

  @Override
  public Optional<ObjectInfo> firstVersion(String bucket, String key, Instant since) {
    return versions.first(bucket, key, since);
  }

  @Override
  public void list(String bucket, String prefix, Consumer<ObjectInfo> each) {
    objects.list(bucket, prefix, each);
  }

  @Override
  public void deleteAll(String bucket, String prefix) {
    deletions.deleteAll(bucket, prefix);
  }

  @Override
  public void delete(String bucket, List<String> keys) {
    deletions.delete(bucket, keys);
  }

  @Override
  public URI presignGet(ObjectRef ref, Duration life, boolean forClients, String downloadName) {
    return signer.get(ref, life, forClients, downloadName);
  }

  @Override
  public PresignedPost presignPost(PostPolicy policy, Instant now) {
    return signer.post(policy, now);
  }

  @Override
  public void close() {
    signer.close();
    client.close();
  }
}
