package dev.waybill.operator;

import dev.waybill.crds.Crds;
import dev.waybill.crds.KubernetesClients;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.kubernetes.PodLogs;
import dev.waybill.s3.EmbeddedS3;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Kubernetes API, a store, and the operator, which can be stopped and started again. */
public final class Cluster implements AutoCloseable {
  public static final String NAMESPACE = "waybill";
  public static final String INPUT = "input-bucket";
  public static final String OUTPUT = "output-bucket";
  public static final String SAMPLES = "samples-bucket";

  /** The first CRD warms the API's compiler up, on a machine that may be busy. */
  private static final int PATIENCE_MILLIS = 60_000;

  private final EmbeddedKubernetes kubernetes;
  private final EmbeddedS3 s3;
  private final Map<String, String> environment = new HashMap<>();
  private final KubernetesClient client;
  private final KubernetesClient operators;
  private final ObjectStore store;
  private Operator operator;

  public Cluster(Path folder) throws IOException {
    this(folder, PodLogs.NONE);
  }

  public Cluster(Path folder, PodLogs logs) throws IOException {
    kubernetes =
        EmbeddedKubernetes.start(
            new EmbeddedKubernetes.Settings(folder.resolve("kubernetes"), 0, logs));
    s3 =
        EmbeddedS3.start(
            new EmbeddedS3.Settings(
                folder.resolve("s3"),
                0,
                "id",
                "secret-key",
                1 << 20,
                List.of(INPUT, OUTPUT, SAMPLES)));
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(kubernetes.kubeconfig()))
            .withRequestTimeout(PATIENCE_MILLIS)
            .build();
    client = KubernetesClients.connect(config);
    operators = KubernetesClients.lean(config);
    environment.putAll(
        Map.of(
            "WAYBILL_STORE_ENDPOINT", s3.endpoint().toString(),
            "WAYBILL_STORE_ACCESS_KEY_ID", "id",
            "WAYBILL_STORE_SECRET_ACCESS_KEY", "secret-key",
            "WAYBILL_STORE_INPUT_BUCKET", INPUT,
            "WAYBILL_STORE_OUTPUT_BUCKET", OUTPUT,
            "WAYBILL_OPERATOR_ADMIN_PORT", "0",
            "WAYBILL_OPERATOR_RECONCILE_MILLIS", "100",
            "WAYBILL_OPERATOR_SLICE_GRACE_SECONDS", "2",
            "WAYBILL_OPERATOR_ALLOWED_PLACES", NAMESPACE + "=" + SAMPLES + "/"));
    store = S3Store.connect(StoreConfig.fromEnv(environment));
    Crds.yaml().forEach(crd -> client.load(stream(crd)).create());
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
  }

  public KubernetesClient client() {
    return client;
  }

  public ObjectStore store() {
    return store;
  }

  public void startOperator() {
    startOperator(Map.of());
  }

  /** With settings beside the usual ones. */
  public void startOperator(Map<String, String> settings) {
    operator = Operator.start(config(settings), operators, store);
  }

  public OperatorConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(settings);
    return OperatorConfig.fromEnv(all);
  }

  public void stopOperator() {
    if (operator != null) {
      operator.close();
      operator = null;
    }
  }

  public int adminPort() {
    return operator.adminPort();
  }

  /** Creates a job whose archive is to come within {@code seconds}. */
  public ProcessingJob create(String name, long seconds, ProcessingJobSpec.Retention retention) {
    String deadline = Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS).toString();
    return create(
        name,
        new ProcessingJobSpec.Archive(INPUT, "jobs/" + name + "/a.zip", "a.zip", deadline),
        retention);
  }

  public ProcessingJob create(
      String name, ProcessingJobSpec.Archive archive, ProcessingJobSpec.Retention retention) {
    ProcessingJob job = new ProcessingJob();
    job.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE).build());
    job.setSpec(
        new ProcessingJobSpec(
            "somebody",
            null,
            new ProcessingJobSpec.Source(archive),
            null,
            null,
            null,
            null,
            null,
            null,
            retention));
    return client.resource(job).create();
  }

  public void upload(String name, List<String> entries) throws IOException {
    put(INPUT, "jobs/" + name + "/a.zip", zip(entries));
  }

  public void put(String bucket, String key, byte[] content) {
    store.put(ObjectRef.of(bucket, key), content, "application/octet-stream");
  }

  /** Null once the job is gone. */
  public ProcessingJob job(String name) {
    return client.resources(ProcessingJob.class).inNamespace(NAMESPACE).withName(name).get();
  }

  public ProcessingJobStatus status(String name) {
    ProcessingJob job = job(name);
    return job == null || job.getStatus() == null
        ? new ProcessingJobStatus(null, null, null, null, null, null, null, null, null, null)
        : job.getStatus();
  }

  public void terminate(String name) {
    client
        .resources(ProcessingJob.class)
        .inNamespace(NAMESPACE)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"terminate\":true}}");
  }

  /** Keys below a prefix. */
  public List<String> keys(String bucket, String prefix) {
    List<String> keys = new ArrayList<>();
    store.list(bucket, prefix, object -> keys.add(object.ref().key()));
    return keys;
  }

  @Override
  public void close() {
    stopOperator();
    operators.close();
    client.close();
    store.close();
    s3.close();
    kubernetes.close();
  }

  /** Each entry's content is its name. */
  public static byte[] zip(List<String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
