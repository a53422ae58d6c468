package dev.waybill.operator.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.Waybill;
import dev.waybill.storage.archive.EntryPlace;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Job of one attempt. Kept small: the API server validates and stores every byte of it, and its
 * pod's, for every file.
 *
 * @param attempt from 1
 * @param grantsExpireAt of the grants that its pod will be given
 */
public record AttemptJob(
    FileSlice slice, ProcessingJob job, FileEntry file, int attempt, Instant grantsExpireAt) {
  public static final String STEP = "document";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEMPORARY = "tmp";

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
        .withLabels(labels())
        .withAnnotations(
            Map.of(
                Waybill.GRANT_EXPIRES_ANNOTATION, Long.toString(grantsExpireAt.getEpochSecond())))
        .withOwnerReferences(owner(slice))
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withPodFailurePolicy(failurePolicy())
        .withTemplate(template(image, worker))
        .endSpec()
        .build();
  }

  private Map<String, String> labels() {
    return Map.of(
        Waybill.JOB_LABEL, job.getMetadata().getName(),
        Waybill.SLICE_LABEL, slice.getMetadata().getName(),
        Waybill.STEP_LABEL, STEP,
        Waybill.FILE_INDEX_LABEL, Integer.toString(file.index()),
        Waybill.ATTEMPT_LABEL, Integer.toString(attempt));
  }

  /** Not for what it does (nothing is retried) but for the words it leaves in the Job's status. */
  private static PodFailurePolicy failurePolicy() {
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

  private PodTemplateSpec template(String image, WorkerPod worker) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(labels())
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withActiveDeadlineSeconds(timeoutSeconds())
        .withTerminationGracePeriodSeconds(worker.gracePeriodSeconds())
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withSecurityContext(unprivileged(worker.user()))
        .withVolumes(temporary(worker))
        .withContainers(container(image, worker))
        .endSpec()
        .build();
  }

  private Container container(String image, WorkerPod worker) {
    return new ContainerBuilder()
        .withName(STEP)
        .withImage(image)
        .withArgs(STEP)
        .withEnv(environment())
        .withResources(WorkerResources.of(job.getSpec().worker(), worker))
        .withSecurityContext(confined())
        .addNewVolumeMount()
        .withName(TEMPORARY)
        .withMountPath("/tmp")
        .endVolumeMount()
        .build();
  }

  private static PodSecurityContext unprivileged(long user) {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(user)
        .withRunAsGroup(user)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  private static Volume temporary(WorkerPod worker) {
    return new VolumeBuilder()
        .withName(TEMPORARY)
        .withNewEmptyDir()
        .withSizeLimit(worker.temporary())
        .endEmptyDir()
        .build();
  }

  private Long timeoutSeconds() {
    return Optional.ofNullable(job.getSpec().timeout())
        .map(ProcessingJobSpec.Timeout::attemptDurationSeconds)
        .map(Integer::longValue)
        .orElse(null);
  }

  private static SecurityContext confined() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  private List<EnvVar> environment() {
    List<EnvVar> all = new ArrayList<>();
    all.add(new EnvVar("WAYBILL_JOB_ID", job.jobId(), null));
    all.add(new EnvVar("WAYBILL_FILE_INDEX", Integer.toString(file.index()), null));
    all.add(new EnvVar("WAYBILL_ATTEMPT", Integer.toString(attempt), null));
    all.add(new EnvVar("WAYBILL_FILE_NAME", literal(file.name()), null));
    all.add(new EnvVar("WAYBILL_FILE_PLACE", place(), null));
    all.add(
        new EnvVarBuilder()
            .withName("WAYBILL_GRANT")
            .withNewValueFrom()
            .withNewSecretKeyRef(
                grantKey(file.index()), grantsName(slice.getMetadata().getName()), false)
            .endValueFrom()
            .build());
    Optional.ofNullable(job.getSpec().worker()).map(ProcessingJobSpec.Worker::env).stream()
        .flatMap(List::stream)
        .map(asked -> new EnvVar(asked.name(), asked.value(), null))
        .forEach(all::add);
    return all;
  }

  /** Kubernetes expands {@code $(NAME)} in a value; a file may be called just that. */
  private static String literal(String value) {
    return value.replace("$", "$$");
  }

  private String place() {
    try {
      return JSON.writeValueAsString(
          new EntryPlace(
              file.offset(), file.compressedSize(), file.size(), file.method(), file.crc()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
