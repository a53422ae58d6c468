package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadLookTest {
  private static final String ID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

  private final List<String> marked = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T12:00:01Z, true",
    "2026-01-01T11:55:00Z, true",
    "2026-01-01T11:54:59Z, false",
    "2025-12-25T00:00:00Z, false"
  })
  void what_an_earlier_job_of_the_same_id_left_is_not_this_ones_upload(
      Instant lastModified, boolean its) {
    ObjectInfo there =
        new ObjectInfo(ObjectRef.of("in", "jobs/" + ID + "/a.zip"), "\"e\"", 1, lastModified);
    ObjectStore store = answering(ObjectStore.class, call -> Optional.of(there));
    Jobs jobs =
        answering(
            Jobs.class,
            eTag -> {
              marked.add((String) eTag);
              return Optional.empty();
            });

    new UploadLook(jobs, store, "in", System::nanoTime).look(job());

    assertThat(marked).hasSize(its ? 1 : 0);
  }

  /** Every call is answered from its last argument. */
  private static <T> T answering(Class<T> type, Function<Object, Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.apply(arguments[arguments.length - 1])));
  }

  private static ProcessingJob job() {
    ProcessingJob job = new ProcessingJob();
    job.setMetadata(
        new ObjectMetaBuilder().withName(ID).withCreationTimestamp("2026-01-01T12:00:00Z").build());
    var archive =
        new ProcessingJobSpec.Archive(
            "in", "jobs/" + ID + "/a.zip", "a.zip", "2026-01-01T15:00:00Z");
    var request = new ProcessingJobSpec.Request(null, null, "0".repeat(64));
    job.setSpec(
        new ProcessingJobSpec(
            "alice",
            request,
            new ProcessingJobSpec.Source(archive),
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return job;
  }
}
