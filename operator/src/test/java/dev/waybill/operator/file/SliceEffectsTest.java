package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.kube.Env;
import dev.waybill.operator.log.LogKeeper;
import dev.waybill.operator.pod.WaitingReason;
import dev.waybill.operator.pod.WorkerPod;
import dev.waybill.operator.pod.WorkerPods;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import dev.waybill.storage.StoreException;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an API server may answer to the making of a Job, and what is known of the Job then. */
class SliceEffectsTest {
  private static final Instant NOW = Instant.now();
  private static final WaitingReason QUOTA = WaitingReason.notMade("exceeded quota");

  private final SliceMemory memory = new SliceMemory("slice-uid", "j");
  private final List<String> made = new ArrayList<>();
  private RefusingApi api;
  private KubernetesClient client;
  private ObjectStore store;
  private LogKeeper logs;
  private ProcessingJobSpec.Resources resources;

  @BeforeEach
  void start() throws IOException {
    api = new RefusingApi();
    client = api.client();
    store =
        S3Store.connect(
            StoreConfig.fromEnv(
                Map.of(
                    "WAYBILL_STORE_ENDPOINT", "http://127.0.0.1:1",
                    "WAYBILL_STORE_REGION", "us-east-1",
                    "WAYBILL_STORE_ACCESS_KEY_ID", "key",
                    "WAYBILL_STORE_SECRET_ACCESS_KEY", "secret",
                    "WAYBILL_STORE_INPUT_BUCKET", "input",
                    "WAYBILL_STORE_OUTPUT_BUCKET", "output")));
    logs =
        new LogKeeper(
            client, store, "output", 1024, Duration.ofHours(1), new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    logs.close();
    client.close();
    api.close();
    store.close();
  }

  @Test
  void a_job_that_is_made_is_told_and_no_longer_owed() {
    assertThat(start(0, 1)).as("owed").isFalse();

    assertThat(made).containsExactly("j-0-1", "j-1-1");
    assertThat(memory.unmade).isEmpty();
  }

  @Test
  void a_refused_job_remains_owed_with_its_reason_and_the_next_is_not_even_tried() {
    api.toJobs = 403;

    assertThat(start(0, 1)).as("owed, and no event will tell").isTrue();

    assertThat(memory.unmade).containsOnlyKeys("j-0-1", "j-1-1");
    assertThat(memory.obstacles).isEqualTo(Map.of("j-0-1", QUOTA, "j-1-1", QUOTA));
    assertThat(api.requests).containsOnlyOnce("POST jobs");
  }

  @Test
  void a_job_that_a_policy_refuses_for_itself_keeps_no_other_from_being_made() {
    api.denied.add("j-0-1");
    api.message = "admission webhook denied the request: memory over 4Gi";

    assertThat(start(0, 1)).as("owed").isTrue();

    assertThat(made).containsExactly("j-1-1");
    assertThat(memory.obstacles).isEqualTo(Map.of("j-0-1", WaitingReason.notMade(api.message)));
  }

  @Test
  void of_many_that_are_refused_a_few_are_tried_at_a_time_each_in_its_turn() {
    api.denied.addAll(List.of("j-0-1", "j-1-1", "j-2-1"));
    api.message = "admission webhook denied the request: memory over 4Gi";

    start(0, 1, 2, 3, 4);
    assertThat(memory.obstacles).containsOnlyKeys("j-0-1", "j-1-1");
    assertThat(made).isEmpty();
    start(0, 1, 2, 3, 4);

    assertThat(memory.obstacles).containsOnlyKeys("j-0-1", "j-1-1", "j-2-1");
    assertThat(made).containsExactly("j-3-1", "j-4-1");
  }

  @Test
  void no_job_is_made_without_its_grants() {
    api.toSecrets = 403;

    start(0);

    assertThat(memory.obstacles).isEqualTo(Map.of("j-0-1", QUOTA));
    assertThat(api.requests).doesNotContain("POST jobs");
  }

  @Test
  void nor_where_the_store_does_not_let_any_be_signed_and_that_is_the_reason() {
    store.close();
    store =
        failing(new StoreException(StoreException.Kind.UNAVAILABLE, "no session for now", null));

    start(0);

    assertThat(memory.obstacles)
        .isEqualTo(Map.of("j-0-1", WaitingReason.of("StorageUnavailable", "no session for now")));
    assertThat(api.requests).isEmpty();
  }

  @Test
  void grants_that_were_not_renewed_are_tried_after_a_pause_and_until_then_no_job_is_made() {
    api.toSecrets = 403;
    start(0);

    assertThat(memory.renewGrantsAt).isEqualTo(NOW.plusSeconds(10));
    api.toSecrets = 201;
    perform(List.of(new Effect.CreateJob("j-1-1", file(1))));
    assertThat(memory.obstacles).isEqualTo(Map.of("j-0-1", QUOTA, "j-1-1", QUOTA));
    assertThat(api.requests).doesNotContain("POST jobs");

    start(0);
    assertThat(made).containsExactly("j-0-1");
  }

  @Test
  void a_spec_that_no_job_can_be_made_of_is_named_by_its_member() {
    resources = new ProcessingJobSpec.Resources(null, Map.of("memory", new IntOrString("512 Mi")));

    start(0);

    assertThat(memory.obstacles.get("j-0-1").words())
        .isEqualTo("FailedCreate: spec.worker.resources.limits.memory is not a quantity: '512 Mi'");
    assertThat(api.requests).doesNotContain("POST jobs");
  }

  @Test
  void a_job_that_is_there_already_is_left_to_a_look() {
    api.toJobs = 409;

    start(0);

    assertThat(made).isEmpty();
    assertThat(memory.unmade).isEmpty();
  }

  @Test
  void a_quota_that_is_being_written_refuses_by_the_same_code() {
    api.toJobs = 409;
    api.reason = "Conflict";

    start(0);

    assertThat(memory.unmade).containsOnlyKeys("j-0-1");
    assertThat(memory.obstacles).isEqualTo(Map.of("j-0-1", QUOTA));
  }

  @Test
  void a_webhook_that_does_not_answer_is_the_reason_and_what_is_due_besides_is_done() {
    api.toJobs = 500;
    memory.unmade.put("j-0-1", NOW);
    memory.grantsExpireAt = NOW;

    boolean owed =
        perform(
            List.of(
                new Effect.CreateJob("j-0-1", file(0)), new Effect.DeleteJobs(Set.of("j-9-1"))));

    assertThat(owed).isTrue();
    assertThat(memory.unmade).containsOnlyKeys("j-0-1");
    assertThat(memory.obstacles).isEqualTo(Map.of("j-0-1", QUOTA));
    assertThat(api.requests).contains("DELETE jobs/j-9-1");
  }

  @Test
  void nor_is_a_job_made_where_a_webhook_is_in_the_way_of_its_grants() {
    api.toSecrets = 500;

    assertThat(start(0)).isTrue();

    assertThat(memory.obstacles).isEqualTo(Map.of("j-0-1", QUOTA));
    assertThat(api.requests).doesNotContain("POST jobs");
  }

  @Test
  void no_answer_leaves_open_whether_a_job_was_made_and_that_to_a_look() {
    api.toJobs = RefusingApi.NO_ANSWER;

    assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> start(0));

    assertThat(memory.unmade).isEmpty();
  }

  @Test
  void all_jobs_of_a_slice_are_deleted_with_one_request() {
    perform(List.of(new Effect.DeleteAll()));

    assertThat(api.requests)
        .containsExactly(
            "DELETE jobs?labelSelector=waybill.dev%2Fslice%3Dj-0&propagationPolicy=Background",
            "DELETE secrets/j-0-grants");
  }

  private static ObjectStore failing(StoreException why) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              throw why;
            });
  }

  private boolean start(Integer... files) {
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.RenewGrants(List.of(files)));
    for (int file : files) {
      effects.add(new Effect.CreateJob("j-" + file + "-1", file(file)));
      memory.unmade.put("j-" + file + "-1", NOW);
    }
    return perform(effects);
  }

  private static FileProgress file(int index) {
    return new FileProgress(
            new FileEntry(index, "f", 0, 1, 1, 0, 0, null), FileState.QUEUED, List.of(), null)
        .claim();
  }

  private boolean perform(List<Effect> effects) {
    GrantSecrets grants = new GrantSecrets(client, store, "output", Duration.ofHours(1), 1 << 20);
    WorkerPod worker = WorkerPods.fromEnv(new Env(Map.of(), "WAYBILL_OPERATOR_"));
    return new SliceEffects(client, grants, "image", worker, logs, slice -> {})
        .perform(
            effects, slice(), job(), memory, NOW, job -> made.add(job.getMetadata().getName()));
  }

  private static FileSlice slice() {
    FileSlice slice = new FileSlice();
    slice.setMetadata(
        new ObjectMetaBuilder()
            .withName("j-0")
            .withNamespace("ns")
            .withUid("slice-uid")
            .addToLabels(Waybill.JOB_LABEL, "j")
            .build());
    return slice;
  }

  private ProcessingJob job() {
    ProcessingJob job = new ProcessingJob();
    job.setMetadata(new ObjectMetaBuilder().withName("j").withUid("job-uid").build());
    ProcessingJobSpec.Worker worker =
        new ProcessingJobSpec.Worker(null, null, null, null, resources, null, null, null);
    job.setSpec(
        new ProcessingJobSpec(null, null, null, worker, null, null, null, null, null, null));
    job.setStatus(
        new ProcessingJobStatus(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new ProcessingJobStatus.Archive("input", "a.zip", null, "\"e\"", 1L, 2, 1),
            null,
            null));
    return job;
  }
}
