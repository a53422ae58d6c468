package dev.waybill.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.s3.EmbeddedS3;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store as workers meet it, and workers run against it. */
public final class WorkerStore implements AutoCloseable {
  public static final String IN = "uploads";
  public static final String OUT = "results";
  private static final String SECRET = "store-secret-key";

  private final EmbeddedS3 server;
  private final ObjectStore store;

  private WorkerStore(EmbeddedS3 server) {
    this.server = server;
    this.store = S3Store.connect(StoreConfig.fromEnv(env()));
  }

  public static WorkerStore start(Path folder) throws IOException {
    return new WorkerStore(
        EmbeddedS3.start(
            new EmbeddedS3.Settings(folder, 0, "store-id", SECRET, 16 << 20, List.of(IN, OUT))));
  }

  /** {@code WAYBILL_STORE_…} with credentials. */
  public Map<String, String> env() {
    return Map.of(
        "WAYBILL_STORE_ENDPOINT", server.endpoint().toString(),
        "WAYBILL_STORE_ACCESS_KEY_ID", "store-id",
        "WAYBILL_STORE_SECRET_ACCESS_KEY", SECRET,
        "WAYBILL_STORE_INPUT_BUCKET", IN,
        "WAYBILL_STORE_OUTPUT_BUCKET", OUT);
  }

  public ObjectStore store() {
    return store;
  }

  public void put(String key, String content) {
    store.put(ObjectRef.of(OUT, key), content.getBytes(UTF_8), "text/plain");
  }

  public byte[] read(String key) throws IOException {
    try (InputStream in = store.read(ObjectRef.of(OUT, key))) {
      return in.readAllBytes();
    }
  }

  public String text(String key) throws IOException {
    return new String(read(key), UTF_8);
  }

  /** Every key of a job in the output bucket. */
  public List<String> keys(JobKeys job) {
    List<ObjectInfo> objects = new ArrayList<>();
    store.list(OUT, job.prefix(), objects::add);
    return objects.stream().map(object -> object.ref().key()).toList();
  }

  /** An outcome and the log that went with it. */
  public record Ran(Worker.Outcome outcome, String log) {}

  public static Ran run(String command, Map<String, String> env) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Worker.Outcome outcome = Worker.run(List.of(command), env, new PrintStream(log, true, UTF_8));
    return new Ran(outcome, log.toString(UTF_8));
  }

  /** What a collect pod gets. */
  public Map<String, String> collectEnv(String jobId) {
    Map<String, String> env = new HashMap<>(env());
    env.put("WAYBILL_JOB_ID", jobId);
    return env;
  }

  @Override
  public void close() {
    store.close();
    server.close();
  }
}
