package dev.waybill.worker.extract;

import java.time.Duration;

/**
 * How much one document may cost.
 *
 * @param timeout of parsing; longer is a failure
 * @param maxTextBytes of UTF-8; what comes after is cut off, and said to be
 * @param maxEmbedded documents inside the document, at any depth; more are left out, and counted
 * @param maxEmbeddedDepth of documents inside documents; deeper ones are left out, and counted
 */
public record ExtractLimits(
    Duration timeout, long maxTextBytes, int maxEmbedded, int maxEmbeddedDepth) {
  public static final ExtractLimits DEFAULT =
      new ExtractLimits(Duration.ofMinutes(5), 10L << 20, 1_000, 8);

  /** The same with at most {@code bytes} of text. */
  public ExtractLimits withTextAtMost(long bytes) {
    return new ExtractLimits(timeout, Math.min(maxTextBytes, bytes), maxEmbedded, maxEmbeddedDepth);
  }
}
