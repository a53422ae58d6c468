package dev.waybill.operator.log;

import dev.waybill.storage.JobKeys;

/**
 * The log of one attempt that is done with.
 *
 * @param slice that the attempt is recorded in
 * @param pod null where it was never known
 * @param container whose log it is; null: not to be read any more
 * @param unlessRead what to say in the log's place where the pod is gone
 * @param kept called once it is in the store, or has been given up
 */
public record WantedLog(
    String namespace,
    String slice,
    JobKeys keys,
    int file,
    int attempt,
    String pod,
    String container,
    String unlessRead,
    Runnable kept) {

  String key() {
    return keys.log(file, attempt);
  }
}
