package dev.waybill.operator.file;

import static java.util.stream.Collectors.joining;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.Crds;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.Waybill;
import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.kubernetes.PodLogs;
import dev.waybill.operator.Operator;
import dev.waybill.operator.OperatorConfig;
import dev.waybill.operator.kube.SliceStatus;
import dev.waybill.s3.EmbeddedS3;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An API server and a store with nothing in them yet, and what tests ask of them. */
final class Cluster implements AutoCloseable {
  static final String NAMESPACE = "waybill";

  private final EmbeddedKubernetes kubernetes;
  private final EmbeddedS3 s3;
  private final KubernetesClient client;
  private final Map<String, String> environment;
  private final ObjectStore store;

  Cluster(Path folder) throws IOException {
    kubernetes =
        EmbeddedKubernetes.start(
            new EmbeddedKubernetes.Settings(folder.resolve("kubernetes"), 0, PodLogs.NONE));
    s3 =
        EmbeddedS3.start(
            new EmbeddedS3.Settings(
                folder.resolve("s3"), 0, "key", "secret", 1 << 20, List.of("input", "output")));
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.fromKubeconfig(kubernetes.kubeconfig()))
                    .withOnlyHttpWatches(true)
                    .withRequestTimeout(60_000)
                    .build())
            .build();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    Crds.yaml().forEach(crd -> client.resource(crd).create());
    environment =
        Map.of(
            "WAYBILL_STORE_ENDPOINT", s3.endpoint().toString(),
            "WAYBILL_STORE_REGION", "us-east-1",
            "WAYBILL_STORE_ACCESS_KEY_ID", "key",
            "WAYBILL_STORE_SECRET_ACCESS_KEY", "secret",
            "WAYBILL_STORE_PATH_STYLE", "true",
            "WAYBILL_STORE_INPUT_BUCKET", "input",
            "WAYBILL_STORE_OUTPUT_BUCKET", "output",
            "WAYBILL_OPERATOR_ADMIN_PORT", "0",
            "WAYBILL_OPERATOR_POD_LIST_SECONDS", "1",
            "WAYBILL_OPERATOR_BACK_OFF_SECONDS", "0");
    store = S3Store.connect(StoreConfig.fromEnv(environment));
  }

  KubernetesClient client() {
    return client;
  }

  /** An operator that hurries. */
  Operator operator(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return Operator.start(OperatorConfig.fromEnv(all), client, store);
  }

  /** Leaves nothing for the next test's operator to do. */
  void clear() {
    client.resources(ProcessingJob.class).inNamespace(NAMESPACE).list().getItems().stream()
        .map(job -> job.getMetadata().getName())
        .forEach(this::remove);
  }

  private void remove(String name) {
    var job = client.resources(ProcessingJob.class).inNamespace(NAMESPACE).withName(name);
    job.delete();
    job.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
  }

  @Override
  public void close() throws IOException {
    client.close();
    kubernetes.close();
    store.close();
    s3.close();
  }

  /** Uploads an archive and asks for it to be processed; returns the job's name, a UUID. */
  String job(int files, Integer attempts) throws IOException {
    String name = UUID.randomUUID().toString();
    String key = new JobKeys(name).upload("a.zip");
    store.put(ObjectRef.of("input", key), archive(files), "application/zip");
    ProcessingJob job = new ProcessingJob();
    job.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE).build());
    job.setSpec(
        new ProcessingJobSpec(
            "me",
            null,
            new ProcessingJobSpec.Source(
                new ProcessingJobSpec.Archive("input", key, "a.zip", null)),
            null,
            attempts == null ? null : new ProcessingJobSpec.RetryStrategy(attempts),
            null,
            null,
            null,
            null,
            null));
    client.resource(job).create();
    return name;
  }

  private static byte[] archive(int files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int index = 0; index < files; index++) {
        zip.putNextEntry(new ZipEntry("f" + index + ".txt"));
        zip.write(("text " + index).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  void cancel(String name) {
    client
        .resources(ProcessingJob.class)
        .inNamespace(NAMESPACE)
        .withName(name)
        .edit(
            job -> {
              ProcessingJobSpec was = job.getSpec();
              job.setSpec(
                  new ProcessingJobSpec(
                      was.createdBy(),
                      was.request(),
                      was.source(),
                      was.worker(),
                      was.retryStrategy(),
                      was.timeout(),
                      was.parallelism(),
                      was.suspend(),
                      true,
                      was.retention()));
              return job;
            });
  }

  List<FileSlice> slices(String job) {
    return client
        .resources(FileSlice.class)
        .inNamespace(NAMESPACE)
        .withLabel(Waybill.JOB_LABEL, job)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparingInt(slice -> slice.getSpec().number()))
        .toList();
  }

  String states(String job) {
    return slices(job).stream().map(slice -> SliceStatus.of(slice).states()).collect(joining());
  }

  List<Attempt> attempts(String job) {
    return slices(job).stream()
        .flatMap(slice -> SliceStatus.of(slice).attempts().stream())
        .map(Attempt::parse)
        .toList();
  }

  Map<Integer, String> kinds(String job) {
    Map<Integer, String> kinds = new HashMap<>();
    attempts(job).forEach(one -> kinds.merge(one.file(), "" + one.kind().code(), String::concat));
    return kinds;
  }

  Map<Integer, String> notes(String job) {
    Map<Integer, String> notes = new HashMap<>();
    slices(job).stream()
        .flatMap(slice -> SliceStatus.of(slice).notes().stream())
        .forEach((FileNote note) -> notes.put(note.file(), note.reason()));
    return notes;
  }

  int jobsOf(String job) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withLabel(Waybill.JOB_LABEL, job)
        .withLabel(Waybill.STEP_LABEL, "document")
        .list()
        .getItems()
        .size();
  }
}
