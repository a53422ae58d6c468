package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.operator.kube.Env;
import dev.waybill.storage.archive.EntryPlace;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AttemptJobTest {
  private static final WorkerPod WORKER =
      WorkerPods.fromEnv(new Env(Map.of(), "WAYBILL_OPERATOR_"));
  private static final FileEntry FILE = new FileEntry(3, "$(HOME) $x.pdf", 10, 20, 30, 8, 40, null);

  @Test
  void it_is_named_labelled_and_owned() {
    Job job = job(null, null);

    assertThat(job.getMetadata().getName()).isEqualTo("j-3-2");
    assertThat(job.getSpec().getTemplate().getMetadata().getLabels())
        .containsOnly(
            Map.entry("waybill.dev/job", "j"),
            Map.entry("waybill.dev/slice", "j-0"),
            Map.entry("waybill.dev/step", "document"),
            Map.entry("waybill.dev/file-index", "3"),
            Map.entry("waybill.dev/attempt", "2"));
    assertThat(job.getMetadata().getAnnotations())
        .containsOnly(Map.entry("waybill.dev/grant-expires-at", "1772359200"));
    assertThat(JobSeen.of(job).ownerUid()).isEqualTo("slice-uid");
  }

  @Test
  void of_its_jobs_labels_only_the_queues_pass_on() {
    Job job = job(null, null);
    Map<String, String> own = job.getSpec().getTemplate().getMetadata().getLabels();

    assertThat(job.getMetadata().getLabels())
        .containsAllEntriesOf(own)
        .containsEntry("kueue.x-k8s.io/queue-name", "team")
        .hasSize(own.size() + 1);
  }

  @Test
  void kubernetes_retries_nothing_and_tells_why_a_pod_failed() {
    Job job = job(null, null);

    assertThat(job.getSpec().getBackoffLimit()).isZero();
    assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
    var rules = job.getSpec().getPodFailurePolicy().getRules();
    assertThat(rules).allSatisfy(rule -> assertThat(rule.getAction()).isEqualTo("FailJob"));
    assertThat(rules.get(0).getOnPodConditions().getFirst().getType())
        .isEqualTo("DisruptionTarget");
    assertThat(rules.get(1).getOnExitCodes().getOperator()).isEqualTo("NotIn");
    assertThat(rules.get(1).getOnExitCodes().getValues()).containsExactly(0);
  }

  @Test
  void its_worker_has_its_timeout_and_some_more_so_that_its_pods_comes_first() {
    assertThat(env(new ProcessingJobSpec.Timeout(3600)))
        .containsEntry("WAYBILL_WORKER_TIMEOUT_SECONDS", "3660");
    assertThat(env(null)).doesNotContainKey("WAYBILL_WORKER_TIMEOUT_SECONDS");
  }

  private static Map<String, String> env(ProcessingJobSpec.Timeout timeout) {
    return job(null, timeout)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getEnv()
        .stream()
        .filter(each -> each.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  @Test
  void its_pod_is_confined() {
    PodSpec pod = job(null, null).getSpec().getTemplate().getSpec();
    Container container = pod.getContainers().getFirst();

    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getServiceAccountName()).isNull();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10_001);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void its_folder_holds_the_document_beside_what_reading_it_takes() {
    PodSpec pod = job(null, null).getSpec().getTemplate().getSpec();

    assertThat(pod.getVolumes().getFirst().getEmptyDir().getSizeLimit().getNumericalAmount())
        .isEqualByComparingTo(BigDecimal.valueOf((1L << 30) + FILE.size()));
  }

  @Test
  void the_worker_is_told_its_file_and_given_its_own_grant() throws JsonProcessingException {
    List<EnvVar> all = container(job(null, null)).getEnv();
    Map<String, EnvVar> env = all.stream().collect(Collectors.toMap(EnvVar::getName, one -> one));

    assertThat(env.get("WAYBILL_JOB_ID").getValue()).isEqualTo("job-uid");
    assertThat(env.get("WAYBILL_FILE_INDEX").getValue()).isEqualTo("3");
    assertThat(env.get("WAYBILL_ATTEMPT").getValue()).isEqualTo("2");
    assertThat(
            new ObjectMapper()
                .readValue(env.get("WAYBILL_FILE_PLACE").getValue(), EntryPlace.class))
        .isEqualTo(new EntryPlace(10, 20, 30, 8, 40));
    assertThat(env.get("WAYBILL_GRANT").getValueFrom().getSecretKeyRef().getName())
        .isEqualTo("j-0-grants");
    assertThat(env.get("WAYBILL_GRANT").getValueFrom().getSecretKeyRef().getKey())
        .isEqualTo("file-3");
  }

  @Test
  void what_the_job_asks_for_stands_before_its_grant_and_so_cannot_quote_it() {
    var worker =
        new ProcessingJobSpec.Worker(
            null,
            null,
            null,
            List.of(new ProcessingJobSpec.EnvVar("JAVA_TOOL_OPTIONS", "-Dx=$(WAYBILL_GRANT)")),
            null,
            null,
            null,
            null);

    assertThat(container(job(worker, null)).getEnv())
        .extracting(EnvVar::getName)
        .containsSubsequence("JAVA_TOOL_OPTIONS", "WAYBILL_GRANT");
  }

  @Test
  void a_files_name_is_not_taken_for_a_reference_to_another_variable() {
    assertThat(container(job(null, null)).getEnv())
        .filteredOn(one -> one.getName().equals("WAYBILL_FILE_NAME"))
        .extracting(EnvVar::getValue)
        .containsExactly("$$(HOME) $$x.pdf");
  }

  @Test
  void what_the_job_asks_for_goes_before_the_operators_own() {
    var worker =
        new ProcessingJobSpec.Worker(
            null,
            null,
            null,
            List.of(new ProcessingJobSpec.EnvVar("MODE", "fast")),
            new ProcessingJobSpec.Resources(null, Map.of("memory", new IntOrString("256Mi"))),
            null,
            null,
            null);

    Container container = container(job(worker, new ProcessingJobSpec.Timeout(90)));

    assertThat(container.getEnv()).contains(new EnvVar("MODE", "fast", null));
    assertThat(container.getResources().getLimits()).containsEntry("memory", new Quantity("256Mi"));
    assertThat(
            job(worker, new ProcessingJobSpec.Timeout(90))
                .getSpec()
                .getTemplate()
                .getSpec()
                .getActiveDeadlineSeconds())
        .isEqualTo(90 + 3600);
  }

  @Test
  void it_is_small() {
    assertThat(Serialization.asJson(job(null, null))).hasSizeLessThan(2500);
  }

  private static Container container(Job job) {
    return job.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private static Job job(ProcessingJobSpec.Worker worker, ProcessingJobSpec.Timeout timeout) {
    ProcessingJob job = new ProcessingJob();
    job.setMetadata(
        new ObjectMetaBuilder()
            .withName("j")
            .withUid("job-uid")
            .addToLabels("kueue.x-k8s.io/queue-name", "team")
            .addToLabels("app", "mine")
            .build());
    job.setSpec(
        new ProcessingJobSpec(null, null, null, worker, null, timeout, null, null, null, null));
    FileSlice slice = new FileSlice();
    slice.setMetadata(
        new ObjectMetaBuilder().withName("j-0").withNamespace("ns").withUid("slice-uid").build());
    return new AttemptJob(slice, job, FILE, 2, 0, Instant.parse("2026-03-01T10:00:00Z"))
        .build("waybill/worker:dev", WORKER);
  }
}
