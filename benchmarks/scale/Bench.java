import dev.waybill.crds.KubernetesClients;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobStatus;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** A cluster, a store and a running operator, and what can be done with them. */
final class Bench implements AutoCloseable {
  private static final String IN = "waybill-bench-in";
  private static final String OUT = "waybill-bench-out";
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final KubernetesClient client;
  private final S3Client store;
  private final OperatorProcess operator;
  private final String namespace = "waybill-bench-" + Long.toString(System.nanoTime(), 36);
  private Map<String, Long> before = Map.of();
  private int made;

  /**
   * One job, from its creation until all its files are done with.
   *
   * @param cpuMillis of the operator, a file
   * @param mostMib of its heap in use, so far
   * @param liveMib of its heap, with all of the job's Jobs still there
   */
  record Run(int files, double seconds, double cpuMillis, int mostMib, int liveMib) {
    double rate() {
      return files / seconds;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d files: %.1f a second, %.2f CPU-ms a file in the operator, heap at most %d MiB, live %d MiB",
          files, rate(), cpuMillis, mostMib, liveMib);
    }
  }

  private Bench(Path home) throws Exception {
    client = KubernetesClients.connect(Config.autoConfigure(null));
    Map<String, String> env = environment();
    store = connect();
    bucket(IN);
    bucket(OUT);
    try (var crds = Files.list(home.resolve("helm/waybill/files/crds"))) {
      for (Path crd : crds.toList()) {
        client.load(Files.newInputStream(crd)).serverSideApply();
      }
    }
    client.resource(new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build()).create();
    operator = OperatorProcess.start(home, env);
  }

  static Bench open(Path home) throws Exception {
    return new Bench(home);
  }

  private static S3Client connect() {
    return S3Client.builder()
        .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL_S3")))
        .region(Region.of(System.getenv().getOrDefault("AWS_REGION", "us-east-1")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY"))))
        .forcePathStyle(true)
        // a trailing checksum is a 400 on Ceph
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .build();
  }

  private void bucket(String name) {
    try {
      store.createBucket(create -> create.bucket(name));
    } catch (BucketAlreadyOwnedByYouException e) {
      // of the last run
    }
  }

  private Map<String, String> environment() {
    Map<String, String> env = new HashMap<>();
    env.put("WAYBILL_STORE_ENDPOINT", System.getenv("AWS_ENDPOINT_URL_S3"));
    env.put("WAYBILL_STORE_REGION", System.getenv().getOrDefault("AWS_REGION", "us-east-1"));
    env.put("WAYBILL_STORE_ACCESS_KEY_ID", System.getenv("AWS_ACCESS_KEY_ID"));
    env.put("WAYBILL_STORE_SECRET_ACCESS_KEY", System.getenv("AWS_SECRET_ACCESS_KEY"));
    env.put("WAYBILL_STORE_INPUT_BUCKET", IN);
    env.put("WAYBILL_STORE_OUTPUT_BUCKET", OUT);
    env.put("WAYBILL_OPERATOR_NAMESPACE", namespace);
    env.put("WAYBILL_OPERATOR_ADMIN_PORT", "0");
    env.put("WAYBILL_OPERATOR_ALLOWED_PLACES", namespace + "=" + IN + "/bench/");
    env.put("WAYBILL_OPERATOR_MAX_RUNNING", Integer.toString(Scale.CAP));
    env.put("WAYBILL_OPERATOR_KEEP_ENDED_SECONDS", "3600");
    return env;
  }

  /** Jobs a second of a plain client. */
  double bare(int count) throws Exception {
    return new BareJobs(client, namespace, "bare-" + ++made, count, Scale.CAP).run();
  }

  Run job(int files) throws Exception {
    String name = create(files);
    long cpu = operator.cpuMillis();
    before = ApiRequests.read(client);
    long start = System.nanoTime();
    apply(name, files);
    await(() -> terminal(name) == files);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuMillis = (double) (operator.cpuMillis() - cpu) / files;
    Run run = new Run(files, seconds, cpuMillis, operator.mostMib(), operator.liveMib());
    await(() -> client.resources(ProcessingJob.class).inNamespace(namespace).withName(name).get()
        .getStatus().state().terminal());
    return run;
  }

  /** API requests since the last job was begun, by what they were. */
  Map<String, Long> requests(int files) throws Exception {
    Map<String, Long> all = new TreeMap<>();
    ApiRequests.read(client).forEach((what, count) -> {
      long more = count - before.getOrDefault(what, 0L);
      if (more * 1000 >= files) {
        all.put(what, more);
      }
    });
    return all;
  }

  /**
   * Jobs begun at one time: the fewest files that one of them could start over what was its due, an equal part, while
   * all that are counted had files to start. Counted are those that had some left when the last job's files were known.
   */
  double fair(int jobs, int files) throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      names.add(create(files));
    }
    names.parallelStream().forEach(name -> apply(name, files));
    await(() -> counts(names).values().stream().filter(one -> one.total() == files).count() == jobs);
    Map<String, ProcessingJobStatus.Counts> start = counts(names);
    start.values().removeIf(one -> one.queued() == 0);
    double smallest = 1;
    for (Map<String, ProcessingJobStatus.Counts> now = start; now.values().stream().allMatch(one -> one.queued() > 0); ) {
      Thread.sleep(1000);
      now = counts(start.keySet());
      Map<String, ProcessingJobStatus.Counts> read = now;
      int[] started = start.keySet().stream()
          .mapToInt(name -> start.get(name).queued() - read.get(name).queued())
          .toArray();
      double due = IntStream.of(started).average().orElseThrow();
      smallest = IntStream.of(started).min().orElseThrow() / due;
      System.out.printf(Locale.ROOT, "  of %d jobs each started %d to %d files, %.1f was due%n", started.length,
          IntStream.of(started).min().orElseThrow(), IntStream.of(started).max().orElseThrow(), due);
    }
    return smallest;
  }

  private Map<String, ProcessingJobStatus.Counts> counts(Collection<String> names) {
    Map<String, ProcessingJobStatus.Counts> counts = new HashMap<>();
    client.resources(ProcessingJob.class).inNamespace(namespace).list().getItems().stream()
        .filter(job -> names.contains(job.getMetadata().getName()))
        .filter(job -> job.getStatus() != null && job.getStatus().counts() != null)
        .forEach(job -> counts.put(job.getMetadata().getName(), job.getStatus().counts()));
    return counts;
  }

  /** Stores the archive of a job to come. */
  private String create(int files) throws Exception {
    String name = "job-" + ++made;
    byte[] archive = archive(files);
    store.putObject(put -> put.bucket(IN).key("bench/" + name + ".zip"), RequestBody.fromBytes(archive));
    return name;
  }

  private void apply(String name, int files) {
    String job = """
        {"apiVersion": "waybill.dev/v1alpha1", "kind": "ProcessingJob",
         "metadata": {"name": "%s", "namespace": "%s"},
         "spec": {"source": {"archive": {"bucket": "%s", "key": "bench/%s.zip"}}}}
        """.formatted(name, namespace, IN, name);
    client.resource(Serialization.unmarshal(job, ProcessingJob.class)).create();
  }

  private int terminal(String name) {
    var status = client.resources(ProcessingJob.class).inNamespace(namespace).withName(name).get().getStatus();
    return status == null || status.counts() == null ? 0 : status.counts().terminal();
  }

  private static byte[] archive(int files) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < files; i++) {
        byte[] letter = ("letter " + i).getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(letter);
        ZipEntry entry = new ZipEntry("letter-" + i + ".txt");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(letter.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(letter);
      }
    }
    return bytes.toByteArray();
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not within " + LONGEST);
      }
      Thread.sleep(250);
    }
  }

  /** Jobs first, while their operator is there to let go of them; what is left busies the cluster of the next run. */
  @Override
  public void close() throws Exception {
    var jobs = client.resources(ProcessingJob.class).inNamespace(namespace);
    // one by one: of a busy API server, all in one request would be asked too much
    jobs.list().getItems().forEach(job -> client.resource(job).delete());
    await(() -> jobs.list().getItems().isEmpty());
    operator.close();
    client.namespaces().withName(namespace).delete();
    await(() -> client.namespaces().withName(namespace).get() == null);
    store.close();
    client.close();
  }
}
