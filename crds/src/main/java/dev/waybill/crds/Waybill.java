package dev.waybill.crds;

import java.time.Duration;
import java.util.List;

/** Names that every room uses of the API group: labels, annotations, finalizers, limits. */
public final class Waybill {
  public static final String GROUP = "waybill.dev";
  public static final String VERSION = "v1alpha1";

  /** Label on slices, Jobs, pods and Secrets: the name of their ProcessingJob. */
  public static final String JOB_LABEL = GROUP + "/job";

  /** Label on Jobs, pods and Secrets: the name of the FileSlice that they belong to. */
  public static final String SLICE_LABEL = GROUP + "/slice";

  /**
   * Label on Jobs and pods: what the pod does, {@code document}, {@code work} or {@code collect}.
   */
  public static final String STEP_LABEL = GROUP + "/step";

  /** Label on Jobs and pods: the file's index in its job. */
  public static final String FILE_INDEX_LABEL = GROUP + "/file-index";

  /** Label on Jobs and pods: the number of the attempt, from 1. */
  public static final String ATTEMPT_LABEL = GROUP + "/attempt";

  /**
   * Annotation that the gateway sets once on a job whose upload it has seen; its value is the ETag.
   */
  public static final String UPLOADED_ANNOTATION = GROUP + "/uploaded";

  /** Annotation on Jobs: when the grants that its pod is given run out, in epoch seconds. */
  public static final String GRANT_EXPIRES_ANNOTATION = GROUP + "/grant-expires-at";

  /**
   * Annotation on {@code collect} Jobs: how many before it failed; what the cluster ended is not
   * among them.
   */
  public static final String FAILED_BEFORE_ANNOTATION = GROUP + "/failed-before";

  /** Finalizer of a ProcessingJob: its data in the store goes before it does. */
  public static final String FINALIZER = GROUP + "/data";

  /** Labels that a job passes on to its Jobs, and no others: Kueue admits by them. */
  public static final List<String> QUEUE_LABELS =
      List.of("kueue.x-k8s.io/queue-name", "kueue.x-k8s.io/priority-class");

  /**
   * A job's name: a DNS label of at most this many characters, so that names of attempts fit into
   * one too.
   */
  public static final int MAX_JOB_NAME = 40;

  /** Files of one slice. */
  public static final int FILES_PER_SLICE = 100;

  /**
   * Attempts that count (contract: AWS Batch's 1…10) and attempts that the cluster ended, before a
   * file fails.
   */
  public static final int MAX_COUNTED_ATTEMPTS = 10;

  public static final int MAX_DISRUPTED_ATTEMPTS = 21;

  /** How long after its form ran out an upload may still arrive (contract, idp). */
  public static final Duration UPLOAD_GRACE = Duration.ofHours(2);

  /** By how much the clocks of the API server and the store may differ. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private Waybill() {}
}
