package dev.waybill.operator.pod;

import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.time.Instant;
import java.util.Map;

/**
 * The Job of one attempt. Kept small: the API server validates and stores every byte of it, and its
 * pod's, for every file.
 *
 * @param attempt from 1
 * @param outOfMemory how many attempts before it want its memory to be grown
 * @param grantsExpireAt of the grants that its pod will be given
 */
public record AttemptJob(
    FileSlice slice,
    ProcessingJob job,
    FileEntry file,
    int attempt,
    int outOfMemory,
    Instant grantsExpireAt) {
  /** The step, and the container, of the built-in worker. */
  public static final String DOCUMENT = "document";

  /** The step, and the container, of a user's own image. */
  public static final String WORK = "work";

  private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

  /** Whether a job's work is done by an image of its own. */
  public static boolean ownContainer(ProcessingJob job) {
    return job.getSpec().worker() != null && job.getSpec().worker().image() != null;
  }

  /** Deterministic, so that an attempt cannot be started twice. */
  public static String name(String job, int file, int attempt) {
    return job + "-" + file + "-" + attempt;
  }

  /** Of the Secret that holds the grants of a slice's files. */
  public static String grantsName(String slice) {
    return slice + "-grants";
  }

  /** Of a file's grant in that Secret. */
  public static String grantKey(int file) {
    return "file-" + file;
  }

  /** A controller's reference: what it owns goes when the slice does. */
  public static OwnerReference owner(FileSlice slice) {
    return new OwnerReferenceBuilder()
        .withApiVersion(slice.getApiVersion())
        .withKind(slice.getKind())
        .withName(slice.getMetadata().getName())
        .withUid(slice.getMetadata().getUid())
        .withController(true)
        .build();
  }

  /**
   * @param image of the worker
   */
  public Job build(String image, WorkerPod worker) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(name(job.getMetadata().getName(), file.index(), attempt))
        .withNamespace(slice.getMetadata().getNamespace())
        .withLabels(JobLabels.with(job.getMetadata().getLabels(), labels()))
        .withAnnotations(
            Map.of(
                Waybill.GRANT_EXPIRES_ANNOTATION, Long.toString(grantsExpireAt.getEpochSecond())))
        .withOwnerReferences(owner(slice))
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withPodFailurePolicy(failurePolicy())
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels())
        .withAnnotations(annotations())
        .endMetadata()
        .withSpec(new AttemptPod(this, image, worker).build())
        .endTemplate()
        .endSpec()
        .build();
  }

  /** What {@code kubectl logs} shows of a pod with several containers: the user's. */
  private Map<String, String> annotations() {
    return ownContainer(job) ? Map.of(DEFAULT_CONTAINER, WORK) : Map.of();
  }

  private Map<String, String> labels() {
    return Map.of(
        Waybill.JOB_LABEL, job.getMetadata().getName(),
        Waybill.SLICE_LABEL, slice.getMetadata().getName(),
        Waybill.STEP_LABEL, ownContainer(job) ? WORK : DOCUMENT,
        Waybill.FILE_INDEX_LABEL, Integer.toString(file.index()),
        Waybill.ATTEMPT_LABEL, Integer.toString(attempt));
  }

  /** Not for what it does (nothing is retried) but for the words it leaves in the Job's status. */
  public static PodFailurePolicy failurePolicy() {
    return new PodFailurePolicyBuilder()
        .addNewRule()
        .withAction("FailJob")
        .addNewOnPodCondition("True", "DisruptionTarget")
        .endRule()
        .addNewRule()
        .withAction("FailJob")
        .withNewOnExitCodes()
        .withOperator("NotIn")
        .withValues(0)
        .endOnExitCodes()
        .endRule()
        .build();
  }
}
