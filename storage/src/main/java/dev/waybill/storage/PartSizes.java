package dev.waybill.storage;

/**
 * How large each part of a multipart upload is: small while the object is small, so that memory is
 * too, and growing so that S3's 10,000 parts hold S3's largest object, 5 TiB.
 */
final class PartSizes {
  static final int MAX_PARTS = 10_000;

  private static final long FIRST_BYTES = 8 << 20;
  private static final int PARTS_OF_A_SIZE = 1_000;

  /** One array holds a part. */
  private static final long LARGEST_BYTES = 2047L << 20;

  private PartSizes() {}

  /**
   * @param number of the part, from 1
   */
  static int bytes(int number) {
    long bytes = FIRST_BYTES << (number - 1) / PARTS_OF_A_SIZE;
    return (int) Math.min(bytes, LARGEST_BYTES);
  }
}
