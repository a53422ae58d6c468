package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.operator.kube.Env;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnContainerTest {
  private static final FileEntry FILE = new FileEntry(3, "a.pdf", 10, 20, 1 << 20, 8, 40, null);
  private static final String SMALL =
      """
      {image: "me/mine:1", command: [convert], args: ["$(WAYBILL_FILE_NAME)"],
       env: [{name: MODE, value: fast}],
       resources: {requests: {memory: 64Mi}, limits: {memory: 128Mi}}}
      """;

  private final PodSpec pod = pod(SMALL, 0, Map.of());
  private final Container fetch = pod.getInitContainers().getFirst();
  private final Container work = pod.getInitContainers().getLast();
  private final Container deliver = pod.getContainers().getFirst();

  @Test
  void it_is_three_steps_one_after_another() {
    assertThat(pod.getInitContainers())
        .extracting(Container::getName)
        .containsExactly("fetch", "work");
    assertThat(pod.getContainers()).extracting(Container::getName).containsExactly("deliver");
    assertThat(fetch.getImage()).isEqualTo("waybill/worker:dev").isEqualTo(deliver.getImage());
    assertThat(fetch.getArgs()).containsExactly("fetch");
    assertThat(deliver.getArgs()).containsExactly("deliver");
    assertThat(work.getImage()).isEqualTo("me/mine:1");
    assertThat(work.getCommand()).containsExactly("convert");
    assertThat(work.getArgs()).containsExactly("$(WAYBILL_FILE_NAME)");
    assertThat(job(SMALL, 0, Map.of()).getMetadata().getLabels())
        .containsEntry("waybill.dev/step", "work");
  }

  @Test
  void its_logs_are_the_users_to_kubectl() {
    var template = job(SMALL, 0, Map.of()).getSpec().getTemplate();

    assertThat(template.getMetadata().getAnnotations())
        .isEqualTo(Map.of("kubectl.kubernetes.io/default-container", "work"));
  }

  @Test
  void the_users_step_has_no_grant_and_the_others_nothing_of_the_users() {
    assertThat(names(work))
        .containsExactly(
            "WAYBILL_JOB_ID", "WAYBILL_FILE_INDEX", "WAYBILL_ATTEMPT", "WAYBILL_FILE_NAME", "MODE");
    assertThat(names(fetch))
        .containsExactly(
            "WAYBILL_JOB_ID",
            "WAYBILL_FILE_INDEX",
            "WAYBILL_ATTEMPT",
            "WAYBILL_FILE_NAME",
            "WAYBILL_FILE_PLACE",
            "WAYBILL_GRANT");
    assertThat(names(deliver)).isEqualTo(names(fetch));
    assertThat(Serialization.asJson(work)).doesNotContain("grants");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getServiceAccountName()).isNull();
  }

  @Test
  void each_step_writes_to_its_own_folder_alone() {
    assertThat(fetch.getVolumeMounts())
        .extracting(OwnContainerTest::mount)
        .containsExactly("/tmp", "/work/input");
    assertThat(work.getVolumeMounts())
        .extracting(OwnContainerTest::mount)
        .containsExactly("/work/input (read)", "/work/output");
    assertThat(deliver.getVolumeMounts())
        .extracting(OwnContainerTest::mount)
        .containsExactly("/tmp", "/work/output (read)");
  }

  @Test
  void folders_are_as_large_as_the_file_and_the_settings_say() {
    assertThat(pod.getVolumes())
        .extracting(volume -> volume.getEmptyDir().getSizeLimit().getNumericalAmount().longValue())
        .containsExactly(1L << 30, 17L << 20, 1L << 30);
    long all = (2L << 30) + (17L << 20);
    assertThat(steps())
        .allSatisfy(
            step -> {
              assertThat(disk(step.getResources().getRequests())).isEqualTo(17L << 20);
              assertThat(disk(step.getResources().getLimits())).isEqualTo(all);
            });
  }

  @Test
  void a_users_own_bound_of_its_disk_holds_for_every_step() {
    PodSpec bound = pod("{image: me, resources: {limits: {ephemeral-storage: 5Mi}}}", 0, Map.of());

    assertThat(Stream.of(bound.getInitContainers(), bound.getContainers()).flatMap(List::stream))
        .hasSize(3)
        .allSatisfy(
            step -> {
              assertThat(disk(step.getResources().getRequests())).isEqualTo(5 << 20);
              assertThat(disk(step.getResources().getLimits())).isEqualTo(5 << 20);
            });
  }

  @Test
  void every_step_requests_cpu_and_memory_and_the_users_its_own() {
    assertThat(steps())
        .allSatisfy(
            step -> {
              assertThat(step.getResources().getRequests()).containsKeys("cpu", "memory");
              assertThat(step.getResources().getLimits()).containsKey("memory");
            });
    assertThat(work.getResources().getRequests()).containsEntry("memory", new Quantity("64Mi"));
    assertThat(work.getResources().getLimits()).containsEntry("memory", new Quantity("128Mi"));
  }

  @Test
  void it_is_confined_and_its_own_root_file_system_may_be_written_to() {
    assertThat(steps())
        .allSatisfy(
            step -> {
              assertThat(step.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
              assertThat(step.getSecurityContext().getCapabilities().getDrop())
                  .containsExactly("ALL");
            });
    assertThat(fetch.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(deliver.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(work.getSecurityContext().getReadOnlyRootFilesystem()).isNull();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10_001);
    assertThat(pod.getSecurityContext().getRunAsGroup()).isEqualTo(10_001);
    assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(10_001);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
  }

  @Test
  void its_users_are_the_jobs_choice() {
    PodSpec own = pod("{image: me, runAsUser: 7, runAsGroup: 8, fsGroup: 9}", 0, Map.of());
    Container step = own.getInitContainers().getLast();

    assertThat(step.getSecurityContext().getRunAsUser()).isEqualTo(7);
    assertThat(step.getSecurityContext().getRunAsGroup()).isEqualTo(8);
    assertThat(own.getSecurityContext().getFsGroup()).isEqualTo(9);
    assertThat(own.getSecurityContext().getRunAsUser()).isEqualTo(10_001);
  }

  @Test
  void what_it_says_last_is_kept() {
    assertThat(work.getTerminationMessagePolicy()).isEqualTo("FallbackToLogsOnError");
    assertThat(fetch.getTerminationMessagePolicy()).isNull();
  }

  @Test
  void only_the_users_step_grows() {
    PodSpec grown = pod(SMALL, 2, Map.of());
    Container step = grown.getInitContainers().getLast();

    assertThat(step.getResources().getRequests().get("memory").getNumericalAmount().longValue())
        .isEqualTo(256L << 20);
    assertThat(step.getResources().getLimits().get("memory").getNumericalAmount().longValue())
        .isEqualTo(512L << 20);
    assertThat(grown.getContainers()).isEqualTo(pod.getContainers());
  }

  @Test
  void a_clusters_wishes_hold_for_every_step() {
    PodSpec placed =
        pod(
            SMALL,
            0,
            Map.of(
                "WAYBILL_OPERATOR_WORKER_IMAGE_PULL_POLICY", "Never",
                "WAYBILL_OPERATOR_WORKER_PRIORITY_CLASS", "batch"));

    assertThat(placed.getPriorityClassName()).isEqualTo("batch");
    assertThat(Stream.of(placed.getInitContainers(), placed.getContainers()).flatMap(List::stream))
        .hasSize(3)
        .allSatisfy(step -> assertThat(step.getImagePullPolicy()).isEqualTo("Never"));
  }

  @Test
  void authorities_of_ones_own_are_trusted_by_waybills_steps_and_nothing_is_put_on_the_users() {
    PodSpec trusting =
        pod(SMALL, 0, Map.of("WAYBILL_OPERATOR_WORKER_TRUST_CONFIG_MAP", "authorities"));

    assertThat(trusting.getInitContainers().getLast()).isEqualTo(work);
    assertThat(
            List.of(trusting.getInitContainers().getFirst(), trusting.getContainers().getFirst()))
        .allSatisfy(
            step -> {
              assertThat(step.getEnv())
                  .contains(new EnvVar("WAYBILL_TRUST_FILE", "/etc/waybill-trust/ca.crt", null));
              assertThat(step.getVolumeMounts())
                  .extracting(OwnContainerTest::mount)
                  .contains("/etc/waybill-trust (read)");
            });
    var volume = trusting.getVolumes().getLast().getConfigMap();
    assertThat(volume.getName()).isEqualTo("authorities");
    assertThat(volume.getItems()).extracting(KeyToPath::getPath).containsExactly("ca.crt");
  }

  private List<Container> steps() {
    return List.of(fetch, work, deliver);
  }

  private static List<String> names(Container step) {
    return step.getEnv().stream().map(EnvVar::getName).toList();
  }

  private static String mount(VolumeMount mount) {
    return mount.getMountPath() + (Boolean.TRUE.equals(mount.getReadOnly()) ? " (read)" : "");
  }

  private static long disk(Map<String, Quantity> resources) {
    return resources.get("ephemeral-storage").getNumericalAmount().longValue();
  }

  private static PodSpec pod(String worker, int outOfMemory, Map<String, String> settings) {
    return job(worker, outOfMemory, settings).getSpec().getTemplate().getSpec();
  }

  private static Job job(String worker, int outOfMemory, Map<String, String> settings) {
    ProcessingJob job =
        Serialization.unmarshal("spec: {worker: %s}".formatted(worker), ProcessingJob.class);
    job.setMetadata(new ObjectMetaBuilder().withName("j").withUid("job-uid").build());
    FileSlice slice = new FileSlice();
    slice.setMetadata(
        new ObjectMetaBuilder().withName("j-0").withNamespace("ns").withUid("slice-uid").build());
    return new AttemptJob(slice, job, FILE, 2, outOfMemory, Instant.parse("2026-03-01T10:00:00Z"))
        .build("waybill/worker:dev", WorkerPods.fromEnv(new Env(settings, "WAYBILL_OPERATOR_")));
  }
}
