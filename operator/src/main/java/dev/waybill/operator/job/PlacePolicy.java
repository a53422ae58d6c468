package dev.waybill.operator.job;

import dev.waybill.crds.ProcessingJobSpec.Archive;
import dev.waybill.storage.JobKeys;
import java.util.List;
import java.util.Set;

/**
 * Where an archive may lie: below the job's own prefix of the input bucket, or where configuration
 * allows (contract, idp). What other jobs own is never allowed, whatever configuration says.
 */
record PlacePolicy(String inputBucket, String outputBucket, List<AllowedPlace> allowed) {

  boolean allows(String namespace, JobKeys keys, Archive archive) {
    if (own(keys, archive.bucket(), archive.key())) {
      return true;
    }
    return !ofSomeJob(archive)
        && allowed.stream()
            .anyMatch(place -> place.holds(namespace, archive.bucket(), archive.key()));
  }

  /** Whether a place is the job's own upload. */
  boolean own(JobKeys keys, String bucket, String key) {
    return bucket.equals(inputBucket)
        && key.startsWith(keys.prefix())
        && key.length() > keys.prefix().length();
  }

  private boolean ofSomeJob(Archive archive) {
    return Set.of(inputBucket, outputBucket).contains(archive.bucket())
        && (archive.key().startsWith("jobs/") || archive.key().startsWith("adopted/"));
  }
}
