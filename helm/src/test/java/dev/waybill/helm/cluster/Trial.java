package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.crds.SliceStatus;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.pod.AttemptJob;
import dev.waybill.storage.JobKeys;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A job that somebody applies, with letters for files and, it may be, a container of its own. */
final class Trial {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Installation installed;
  private final String name = "trial-" + UUID.randomUUID().toString().substring(0, 8);

  private Trial(Installation installed) {
    this.installed = installed;
  }

  /**
   * @param spec its further members, as JSON, each with a comma before it
   */
  static Trial apply(Installation installed, Path archive, String spec) {
    return apply(installed, archive, "", spec);
  }

  /**
   * @param metadata its further members, as JSON, each with a comma before it
   */
  static Trial apply(Installation installed, Path archive, String metadata, String spec) {
    Trial trial = new Trial(installed);
    String key = "trials/" + trial.name + ".zip";
    installed
        .buckets()
        .client()
        .putObject(
            put -> put.bucket(installed.buckets().input()).key(key), RequestBody.fromFile(archive));
    String job =
        """
        {"apiVersion": "waybill.dev/v1alpha1", "kind": "ProcessingJob",
         "metadata": {"name": "%s", "namespace": "%s" %s},
         "spec": {"source": {"archive": {"bucket": "%s", "key": "%s"}} %s}}
        """
            .formatted(
                trial.name, installed.jobs(), metadata, installed.buckets().input(), key, spec);
    trial.client().resource(Serialization.unmarshal(job, ProcessingJob.class)).create();
    return trial;
  }

  /** A container of its own that runs this script, for {@link #apply}. */
  static String script(Installation installed, String script, String more) {
    return ", \"worker\": {\"image\": \"%s\", \"command\": [\"bash\", \"-c\", %s] %s}"
        .formatted(
            installed.settings().image("worker"), Serialization.asJson(script).strip(), more);
  }

  String name() {
    return name;
  }

  private KubernetesClient client() {
    return installed.client();
  }

  Resource<ProcessingJob> job() {
    return client().resources(ProcessingJob.class).inNamespace(installed.jobs()).withName(name);
  }

  ProcessingJobStatus status() {
    ProcessingJobStatus status = job().require().getStatus();
    return status == null
        ? new ProcessingJobStatus(null, null, null, null, null, null, null, null, null, null)
        : status;
  }

  /** Waits until at least so many files are done with. */
  void awaitTerminal(int files) {
    await()
        .atMost(LIMIT)
        .until(() -> status().counts() != null && status().counts().terminal() >= files);
  }

  ProcessingJobStatus ended() {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> status().state() != null && status().state().terminal());
    return status();
  }

  List<FileSlice> slices() {
    return client()
        .resources(FileSlice.class)
        .inNamespace(installed.jobs())
        .withLabel(Waybill.JOB_LABEL, name)
        .list()
        .getItems();
  }

  /** All attempts of all files, as the slices have them. */
  List<Attempt> attempts() {
    return slices().stream()
        .flatMap(slice -> SliceStatus.of(slice).attempts().stream())
        .map(Attempt::parse)
        .toList();
  }

  /** Every file was done, and once; an attempt besides was cut short, and not by what it did. */
  void assertEachFileDoneOnce(int files) {
    assertThat(attempts().stream().filter(one -> one.kind() == AttemptKind.SUCCEEDED))
        .extracting(Attempt::file)
        .hasSize(files)
        .doesNotHaveDuplicates();
    assertThat(cutShort()).allMatch(one -> one.kind() == AttemptKind.DISRUPTED);
  }

  /** What was cut short was claimed as its operator went away, and no more than that. */
  void assertNoneBegunTwice() {
    assertThat(cutShort()).allMatch(one -> one.startedAt() == null);
  }

  private List<Attempt> cutShort() {
    return attempts().stream().filter(one -> one.kind() != AttemptKind.SUCCEEDED).toList();
  }

  List<AttemptKind> kinds(int file) {
    return attempts().stream().filter(one -> one.file() == file).map(Attempt::kind).toList();
  }

  /** What is said of files that need words. */
  List<String> notes() {
    return slices().stream()
        .flatMap(slice -> SliceStatus.of(slice).notes().stream())
        .map(note -> note.reason())
        .toList();
  }

  List<Pod> pods() {
    return client()
        .pods()
        .inNamespace(installed.jobs())
        .withLabel(Waybill.JOB_LABEL, name)
        .list()
        .getItems();
  }

  /** Those of its slices, with the grants. */
  void deleteSecrets() {
    slices()
        .forEach(
            slice ->
                client()
                    .secrets()
                    .inNamespace(installed.jobs())
                    .withName(AttemptJob.grantsName(slice.getMetadata().getName()))
                    .delete());
  }

  /** Of one attempt, as the store has it; empty where it has none. */
  String storedLog(int file, int attempt) {
    String key = new JobKeys(job().require().jobId()).log(file, attempt);
    try {
      return installed
          .buckets()
          .client()
          .getObjectAsBytes(get -> get.bucket(installed.buckets().output()).key(key))
          .asUtf8String();
    } catch (NoSuchKeyException e) {
      return "";
    }
  }

  /** A pod of it whose work has begun. */
  Pod working() {
    return await()
        .atMost(LIMIT)
        .until(() -> pods().stream().filter(Trial::works).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  private static boolean works(Pod pod) {
    return Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream())
        .filter(one -> one.getName().equals("work") || one.getName().equals("document"))
        .anyMatch(one -> one.getState().getRunning() != null);
  }
}
