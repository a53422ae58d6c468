package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.Cluster;
import dev.waybill.operator.Parts;
import dev.waybill.operator.job.Findings.Failure;
import dev.waybill.operator.job.Findings.Results;
import dev.waybill.operator.kube.Warnings;
import dev.waybill.storage.JobKeys;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectLooksTest {
  private static final Instant ENDED = Instant.parse("2026-05-01T12:00:00Z");

  /** In an hour's time. */
  private final Clock later = Clock.fixed(Instant.now().plus(Duration.ofHours(1)), ZoneOffset.UTC);

  @TempDir static Path folder;
  private static Cluster cluster;

  private final String name = UUID.randomUUID().toString();
  private final JobRef job =
      new JobRef(Cluster.NAMESPACE, name, "uid", Instant.EPOCH, new JobKeys(name));
  private String uid;

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void makeJob() {
    uid = run();
  }

  @Test
  void a_pod_that_its_node_does_not_end_is_given_up_for_nobody_will_say_that_it_is_gone() {
    overdue(pod("p", uid));

    Instant now = later.instant();
    assertThat(look())
        .isEqualTo(
            Results.after(1, null, new Failure("its node does not answer: lost-node", false, now)));
  }

  @Test
  void a_pod_of_an_earlier_job_of_the_name_tells_nothing_of_this_run() {
    overdue(pod("a", "of an earlier job"));
    pod("b", uid);

    assertThat(look().ended()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Pod ns/p has condition DisruptionTarget matching FailJob rule, disrupted by the cluster, false",
    "Container collect for pod ns/p failed with exit code 5 matching FailJob rule, exit code 5, false",
    "Container collect for pod ns/p failed with exit code 3 matching FailJob rule, exit code 3, true",
    "Job has reached the specified backoff limit, its pod is gone, false",
  })
  void what_its_job_ended_of_is_the_clusters_doing_or_its_own(
      String message, String reason, boolean counted) {
    fails(message);

    assertThat(looks().after(job, 1).apply(Findings.NONE).results())
        .isEqualTo(Results.after(1, null, new Failure(reason, counted, ENDED)));
  }

  @Test
  void a_pod_that_its_kubelet_did_not_take_is_the_clusters_doing() {
    Pod rejected = pod("p", uid);
    rejected.setStatus(new PodStatusBuilder().withPhase("Failed").withReason("OutOfcpu").build());
    cluster.client().resource(rejected).updateStatus();
    fails("Job has reached the specified backoff limit");

    assertThat(looks().after(job, 1).apply(Findings.NONE).results().failure())
        .isEqualTo(new Failure("disrupted by the cluster: OutOfcpu", false, ENDED));
  }

  @Test
  void a_job_that_ended_as_it_should_and_left_nothing_has_failed() {
    ends("Complete", "CompletionsReached", "");

    assertThat(looks().after(job, 1).apply(Findings.NONE).results().failure())
        .isEqualTo(new Failure("collect left none", true, ENDED));
  }

  @Test
  void a_job_that_somebody_deleted_is_no_failure() {
    collect().delete();

    assertThat(looks().after(job, 1).apply(Findings.NONE).results().failure())
        .isEqualTo(new Failure("its Job was deleted", false, later.instant()));
  }

  private ScalableResource<Job> collect() {
    return cluster
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(job.namespace())
        .withName(CollectJob.name(job, 1));
  }

  private void fails(String message) {
    ends("Failed", "PodFailurePolicy", message);
  }

  private void ends(String type, String reason, String message) {
    Job run = collect().get();
    run.setStatus(
        new JobStatusBuilder()
            .addNewCondition()
            .withType(type)
            .withStatus("True")
            .withReason(reason)
            .withMessage(message)
            .withLastTransitionTime(ENDED.toString())
            .endCondition()
            .build());
    cluster.client().resource(run).updateStatus();
  }

  private Results look() {
    return looks().during(job, new JobAction.LookAtCollect(1, uid)).apply(Findings.NONE).results();
  }

  private CollectLooks looks() {
    Parts parts =
        new Parts(
            cluster.config(Map.of()),
            cluster.client(),
            cluster.store(),
            later,
            null,
            null,
            new Warnings(10, later),
            new SimpleMeterRegistry());
    return new CollectLooks(parts);
  }

  /** Pods of a Job that is not there would be collected as garbage. */
  private String run() {
    Job run =
        new JobBuilder()
            .withNewMetadata()
            .withName(CollectJob.name(job, 1))
            .withNamespace(job.namespace())
            .endMetadata()
            .withNewSpec()
            .withNewTemplate()
            .withNewSpec()
            .withRestartPolicy("Never")
            .addNewContainer()
            .withName("collect")
            .withImage("i")
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    return cluster.client().resource(run).create().getMetadata().getUid();
  }

  private Pod pod(String suffix, String owner) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name + "-" + suffix)
            .withNamespace(job.namespace())
            .withLabels(CollectJob.labels(job, 1))
            .withFinalizers("waybill.dev/test")
            .addNewOwnerReference()
            .withApiVersion("batch/v1")
            .withKind("Job")
            .withName(CollectJob.name(job, 1))
            .withUid(owner)
            .withController(true)
            .endOwnerReference()
            .endMetadata()
            .withNewSpec()
            .withNodeName("lost-node")
            .addNewContainer()
            .withName("collect")
            .withImage("i")
            .endContainer()
            .endSpec()
            .build();
    return cluster.client().resource(pod).create();
  }

  private void overdue(Pod pod) {
    cluster.client().resource(pod).delete();
  }
}
