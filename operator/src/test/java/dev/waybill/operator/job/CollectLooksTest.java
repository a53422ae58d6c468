package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.Cluster;
import dev.waybill.operator.Parts;
import dev.waybill.operator.job.Findings.Results;
import dev.waybill.operator.kube.Warnings;
import dev.waybill.storage.JobKeys;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectLooksTest {
  private static final JobRef JOB =
      new JobRef(Cluster.NAMESPACE, "j", "uid", Instant.EPOCH, new JobKeys("j"));

  @TempDir Path folder;
  private Cluster cluster;
  private String uid;

  @BeforeEach
  void start() throws IOException {
    cluster = new Cluster(folder);
    uid = run();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void a_pod_that_its_node_does_not_end_is_given_up_for_nobody_will_say_that_it_is_gone() {
    overdue(pod("p", uid));

    assertThat(look()).isEqualTo(Results.after(1, null, "its node does not answer: lost-node"));
  }

  @Test
  void a_pod_of_an_earlier_job_of_the_name_tells_nothing_of_this_run() {
    overdue(pod("a", "of an earlier job"));
    pod("b", uid);

    assertThat(look().ended()).isFalse();
  }

  /** In an hour's time. */
  private Results look() {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
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
    return new CollectLooks(parts)
        .during(JOB, new JobAction.LookAtCollect(1, uid))
        .apply(Findings.NONE)
        .results();
  }

  /** Pods of a Job that is not there would be collected as garbage. */
  private String run() {
    Job run =
        new JobBuilder()
            .withNewMetadata()
            .withName(CollectJob.name(JOB, 1))
            .withNamespace(JOB.namespace())
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

  private Pod pod(String name, String owner) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(JOB.namespace())
            .withLabels(CollectJob.labels(JOB, 1))
            .withFinalizers("waybill.dev/test")
            .addNewOwnerReference()
            .withApiVersion("batch/v1")
            .withKind("Job")
            .withName(CollectJob.name(JOB, 1))
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
