package dev.waybill.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.operator.Cluster;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How status and Events are written, against an API that keeps versions. */
class ApiWritesTest {
  @TempDir static Path folder;
  private static Cluster cluster;
  private static StatusWriter statuses;

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder);
    statuses = new StatusWriter(cluster.client());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void a_status_is_written_over_the_snapshot_that_was_decided_on() {
    ProcessingJob snapshot = cluster.create("written", 3600, null);

    assertThat(statuses.write(snapshot, status("first")))
        .hasValueSatisfying(
            now ->
                assertThat(now.getMetadata().getResourceVersion())
                    .isNotEqualTo(snapshot.getMetadata().getResourceVersion()));
    assertThat(cluster.status("written").message()).isEqualTo("first");
    assertThat(snapshot.getStatus()).as("snapshots are shared").isNull();
  }

  @Test
  void a_status_is_never_written_over_another_than_the_one_decided_on() {
    ProcessingJob snapshot = cluster.create("conflict", 3600, null);
    statuses.write(snapshot, status("first"));

    assertThat(statuses.write(snapshot, status("second"))).isEmpty();
    assertThat(cluster.status("conflict").message()).isEqualTo("first");
  }

  @Test
  void a_status_of_a_resource_that_is_gone_is_dropped() {
    ProcessingJob snapshot = cluster.create("gone", 3600, null);
    cluster.client().resource(snapshot).delete();

    assertThat(statuses.write(snapshot, status("first"))).isEmpty();
  }

  @Test
  void nothing_is_written_when_nothing_changed() {
    ProcessingJob first =
        statuses.write(cluster.create("same", 3600, null), status("first")).orElseThrow();

    assertThat(statuses.write(first, status("first"))).containsSame(first);
    assertThat(cluster.job("same").getMetadata().getResourceVersion())
        .isEqualTo(first.getMetadata().getResourceVersion());
  }

  @Test
  void the_same_news_is_one_event_even_from_another_operator() {
    ProcessingJob job = cluster.create("news", 3600, null);
    for (int operators = 0; operators < 2; operators++) {
      Events events = new Events(cluster.client(), Clock.systemUTC());
      events.send(job, Events.Type.Warning, "Waiting", "no node\u001b[31m fits");
      events.send(job, Events.Type.Warning, "Waiting", "no node\u001b[31m fits");
      events.send(job, Events.Type.Normal, "Finished", "done");
    }

    assertThat(cluster.client().v1().events().inNamespace(Cluster.NAMESPACE).list().getItems())
        .filteredOn(event -> event.getInvolvedObject().getName().equals("news"))
        .extracting(Event::getReason)
        .containsExactlyInAnyOrder("Waiting", "Finished");
    assertThat(cluster.client().v1().events().inNamespace(Cluster.NAMESPACE).list().getItems())
        .noneMatch(event -> event.getMessage().contains("\u001b"));
  }

  @Test
  void news_that_the_API_server_has_forgotten_meanwhile_is_told_again() {
    ProcessingJob job = cluster.create("waits", 3600, null);
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    InstantSource time = now::get;
    Events events = new Events(cluster.client(), time.withZone(ZoneOffset.UTC));
    events.send(job, Events.Type.Warning, "Waiting", "no node fits");
    cluster.client().resource(eventsOf("waits").getFirst()).delete();

    now.updateAndGet(then -> then.plus(Duration.ofMinutes(60)));
    events.send(job, Events.Type.Warning, "Waiting", "no node fits");
    assertThat(eventsOf("waits")).isEmpty();

    now.updateAndGet(then -> then.plus(Duration.ofMinutes(6)));
    events.send(job, Events.Type.Warning, "Waiting", "no node fits");
    assertThat(eventsOf("waits")).hasSize(1);
  }

  @Test
  void news_that_could_not_be_told_is_told_the_next_time() {
    ProcessingJob job = cluster.create("retold", 3600, null);
    ProcessingJob elsewhere = new ProcessingJob();
    elsewhere.setMetadata(
        new ObjectMetaBuilder(job.getMetadata()).withNamespace("not-made-yet").build());
    Events events = new Events(cluster.client(), Clock.systemUTC());
    events.send(elsewhere, Events.Type.Warning, "Waiting", "no node fits");

    cluster
        .client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("not-made-yet").endMetadata().build())
        .create();
    events.send(elsewhere, Events.Type.Warning, "Waiting", "no node fits");

    assertThat(cluster.client().v1().events().inNamespace("not-made-yet").list().getItems())
        .hasSize(1);
  }

  private static List<Event> eventsOf(String job) {
    return cluster.client().v1().events().inNamespace(Cluster.NAMESPACE).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(job))
        .toList();
  }

  private static ProcessingJobStatus status(String message) {
    return new ProcessingJobStatus(
        1L, JobState.PENDING_UPLOAD, null, null, null, null, null, null, null, message);
  }
}
