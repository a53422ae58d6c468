package dev.waybill.local.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;

/** What the Job controller does next about one Job. */
public sealed interface JobAction {
  /** Nothing until something changes. */
  record Rest() implements JobAction {}

  /** Creates the Job's one pod. */
  record CreatePod(Pod pod) implements JobAction {}

  /**
   * Writes the Job's status.
   *
   * @param onlyIfPodIsGone the decision rests on the pod's absence, to be looked up live first
   */
  record WriteStatus(JobStatus status, boolean onlyIfPodIsGone) implements JobAction {}
}
