package dev.waybill.gateway.jobs;

import java.time.Duration;

/**
 * Where jobs live, and what a principal may have of them.
 *
 * @param retention how long a terminal job stays (contract: 7 days)
 * @param ownerlessReadable whether a job without an owner is readable by every authenticated
 *     reader, or hidden
 */
public record JobsConfig(
    String namespace,
    String inputBucket,
    String outputBucket,
    Transfer transfer,
    Quota quota,
    Duration retention,
    boolean ownerlessReadable) {

  public JobsConfig {
    if (inputBucket.equals(outputBucket)) {
      throw new IllegalArgumentException(
          "WAYBILL_STORE_OUTPUT_BUCKET must differ from WAYBILL_STORE_INPUT_BUCKET");
    }
  }

  /**
   * Life and size of what clients are given to upload and download with.
   *
   * @param uploadLife of a presigned form
   * @param maxUploadBytes 5 GiB, or what this store can take
   * @param downloadLife of a presigned link to results.zip
   * @param followTime how long a running attempt's log is followed in one answer
   */
  public record Transfer(
      Duration uploadLife, long maxUploadBytes, Duration downloadLife, Duration followTime) {}

  /**
   * What one principal may have at once, and create in a minute (contract: over it, 429).
   *
   * @param keptJobs that exist, whatever their state
   */
  public record Quota(int pendingUploads, int activeJobs, int keptJobs, int creationsPerMinute) {}
}
