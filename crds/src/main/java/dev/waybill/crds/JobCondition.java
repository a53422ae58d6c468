package dev.waybill.crds;

import io.fabric8.kubernetes.api.model.Condition;

/** The conditions of a job. */
public enum JobCondition {
  Uploaded,
  Expanded,
  /** Something does not start or go on; absent when that is over. */
  Waiting,
  /** Every end; its reason is the state. */
  Finished,
  /** With Finished, for an end with results. */
  Complete,
  /** With Finished, for an end without. */
  Failed,
  /** Retention is over; the object was kept. */
  DataRemoved;

  public boolean isTrueIn(ProcessingJobStatus status) {
    return status != null && status.conditions().stream().anyMatch(this::isTrueIn);
  }

  public boolean isTrueIn(Condition condition) {
    return name().equals(condition.getType()) && "True".equals(condition.getStatus());
  }
}
