package dev.waybill.operator.job;

import io.fabric8.kubernetes.api.model.Condition;

/** The conditions of a job. */
enum JobCondition {
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

  boolean isTrueIn(Condition condition) {
    return name().equals(condition.getType()) && "True".equals(condition.getStatus());
  }
}
