package dev.waybill.kubernetes.resource;

/** What becomes of the objects that name a deleted one as their owner. */
public enum Propagation {
  /** They go afterwards. */
  Background,
  /** They go first. */
  Foreground,
  /** They stay, without that owner. */
  Orphan
}
