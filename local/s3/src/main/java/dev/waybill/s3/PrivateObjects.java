package dev.waybill.s3;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/**
 * A store in which nothing is public. The folder's own permissions would decide else: S3Proxy takes
 * a file that others may read for an object that the world may read.
 */
final class PrivateObjects extends ForwardingBlobStore {
  PrivateObjects(BlobStore objects) {
    super(objects);
  }

  @Override
  public BucketCannedACL getContainerAccess(String bucket) {
    return BucketCannedACL.PRIVATE;
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String key) {
    return ObjectCannedACL.PRIVATE;
  }
}
