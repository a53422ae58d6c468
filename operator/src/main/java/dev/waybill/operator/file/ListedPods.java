package dev.waybill.operator.file;

import dev.waybill.operator.pod.JobSeen;
import dev.waybill.operator.pod.PodSeen;
import java.util.Map;
import java.util.Set;

/**
 * What one LIST told of some of a slice's files.
 *
 * @param files whose pods were asked for; of others nothing is known
 * @param byJob the pods by the uid of their Job
 */
record ListedPods(Set<Integer> files, Map<String, PodSeen> byJob) {
  static final ListedPods NONE = new ListedPods(Set.of(), Map.of());

  boolean include(FileProgress file) {
    return files.contains(file.index());
  }

  /** Null where it has none. */
  PodSeen of(JobSeen job) {
    return byJob.get(job.uid());
  }
}
