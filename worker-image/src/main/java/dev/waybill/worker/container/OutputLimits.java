package dev.waybill.worker.container;

import dev.waybill.worker.Environment;
import dev.waybill.worker.WrongUse;

/**
 * How much a user's container may leave. Beyond it the attempt fails: half an output is worse than
 * none.
 *
 * @param entries files, folders and all else
 * @param bytes of all files together; what a sparse file seems to hold counts
 * @param objectBytes of one file
 * @param depth of folders
 */
record OutputLimits(int entries, long bytes, long objectBytes, int depth) {
  /** UTF-8 bytes of a file's path: a key has 1,024, and the job's own part of it comes first. */
  static final int PATH_BYTES = 512;

  private static final int ENTRIES = 10_000;
  private static final long BYTES = 10L << 30;
  private static final int DEPTH = 32;

  /** Each level is an open file of this process, and a frame of its stack. */
  private static final int DEEPEST = 256;

  /**
   * From {@code WAYBILL_WORKER_MAX_OUTPUT_ENTRIES} (10000), {@code WAYBILL_WORKER_MAX_OUTPUT_BYTES}
   * (10 GiB) and {@code WAYBILL_WORKER_MAX_OUTPUT_DEPTH} (32).
   *
   * @param objectBytes as the grant has it
   */
  static OutputLimits fromEnv(Environment env, long objectBytes) throws WrongUse {
    return new OutputLimits(
        (int) env.positive("WAYBILL_WORKER_MAX_OUTPUT_ENTRIES", ENTRIES, 1_000_000),
        env.positive("WAYBILL_WORKER_MAX_OUTPUT_BYTES", BYTES, 1L << 50),
        objectBytes,
        (int) env.positive("WAYBILL_WORKER_MAX_OUTPUT_DEPTH", DEPTH, DEEPEST));
  }
}
