package dev.waybill.operator.job;

import dev.waybill.crds.Waybill;
import dev.waybill.operator.OperatorConfig;
import dev.waybill.operator.pod.AttemptJob;
import dev.waybill.operator.pod.Confinement;
import dev.waybill.operator.pod.JobLabels;
import dev.waybill.operator.pod.Scratch;
import dev.waybill.operator.pod.WorkerPod;
import dev.waybill.storage.StoreConfig;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Job that assembles results.zip out of the manifest: the one pod with the store's credentials,
 * for it parses nothing of a client's.
 */
final class CollectJob {
  static final String STEP = "collect";

  private final OperatorConfig config;

  CollectJob(OperatorConfig config) {
    this.config = config;
  }

  /**
   * @param jobsLabels of the ProcessingJob, null where it has none
   */
  Job of(JobRef job, Map<String, String> jobsLabels, JobAction.StartCollect start) {
    Map<String, String> labels = labels(job, start.number());
    return new JobBuilder()
        .withNewMetadata()
        .withName(name(job, start.number()))
        .withNamespace(job.namespace())
        .withLabels(JobLabels.with(jobsLabels, labels))
        .withAnnotations(Map.of(Waybill.FAILED_BEFORE_ANNOTATION, Integer.toString(start.failed())))
        .withOwnerReferences(job.asOwner())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withPodFailurePolicy(AttemptJob.failurePolicy())
        .withActiveDeadlineSeconds(config.jobs().collectLimit().toSeconds())
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withSpec(pod(job))
        .endTemplate()
        .endSpec()
        .build();
  }

  static String name(JobRef job, int number) {
    return job.name() + "-collect-" + number;
  }

  /** Of the Job and of its pod. */
  static Map<String, String> labels(JobRef job, int number) {
    Map<String, String> labels = new HashMap<>(labels(job));
    labels.put(Waybill.ATTEMPT_LABEL, Integer.toString(number));
    return labels;
  }

  /** Of every one that a job has. */
  static Map<String, String> labels(JobRef job) {
    return Map.of(Waybill.JOB_LABEL, job.name(), Waybill.STEP_LABEL, STEP);
  }

  private PodSpec pod(JobRef job) {
    WorkerPod worker = config.files().pod();
    Scratch temporary = Scratch.temporary(null);
    PodSpec pod =
        new PodSpecBuilder()
            .withRestartPolicy("Never")
            .withServiceAccountName(config.jobs().collectServiceAccount())
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withSecurityContext(Confinement.ofPod(worker.user(), null))
            .withVolumes(temporary.volume())
            .addNewContainer()
            .withName(STEP)
            .withImage(config.workerImage())
            .withArgs(STEP)
            .withEnv(environment(job))
            .withNewResources()
            .withRequests(worker.requests())
            .withLimits(worker.limits())
            .endResources()
            .withSecurityContext(Confinement.ofStep())
            .withVolumeMounts(temporary.mount())
            .endContainer()
            .build();
    return worker.placement().place(pod);
  }

  private List<EnvVar> environment(JobRef job) {
    StoreConfig store = config.store();
    List<EnvVar> all = new ArrayList<>();
    all.add(plain("WAYBILL_JOB_ID", job.keys().jobId()));
    if (store.endpoint() != null) {
      all.add(plain("WAYBILL_STORE_ENDPOINT", store.endpoint().toString()));
    }
    all.add(plain("WAYBILL_STORE_REGION", store.region()));
    all.add(plain("WAYBILL_STORE_PATH_STYLE", Boolean.toString(store.pathStyle())));
    all.add(plain("WAYBILL_STORE_INPUT_BUCKET", store.inputBucket()));
    all.add(plain("WAYBILL_STORE_OUTPUT_BUCKET", store.outputBucket()));
    all.add(plain("WAYBILL_STORE_TIMEOUT_SECONDS", Long.toString(store.timeout().toSeconds())));
    all.add(plain("WAYBILL_STORE_SESSION_SECONDS", Long.toString(store.sessionLife().toSeconds())));
    // Where this operator has keys, collect has to have them: without, it would go on to the node's
    // role, and fail a job whose files are all done. Where it has none, keys that were left behind
    // in a Secret would win over its own role.
    if (store.accessKeyId() != null) {
      all.add(secret("WAYBILL_STORE_ACCESS_KEY_ID", "accessKeyId", false));
      all.add(secret("WAYBILL_STORE_SECRET_ACCESS_KEY", "secretAccessKey", false));
      all.add(secret("WAYBILL_STORE_SESSION_TOKEN", "sessionToken", true));
    }
    return all;
  }

  private static EnvVar plain(String name, String value) {
    return new EnvVar(name, value, null);
  }

  private EnvVar secret(String name, String key, boolean optional) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, config.jobs().storeSecret(), optional)
        .endValueFrom()
        .build();
  }
}
