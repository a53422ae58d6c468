package dev.waybill.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.operator.Cluster;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir static Path folder;

  private final Warnings warnings = new Warnings(3, Clock.fixed(NOW, ZoneOffset.UTC));
  private final List<String> news = new CopyOnWriteArrayList<>();

  @Test
  void the_last_warning_about_an_object_counts() {
    warnings.heard(event("j", "uid", "FailedCreate", "quota", NOW.minusSeconds(9)));
    warnings.heard(event("j", "uid", "FailedCreate", "forbidden", NOW.minusSeconds(3)));
    warnings.heard(event("j", "uid", "FailedCreate", "older", NOW.minusSeconds(6)));

    assertThat(warnings.of("Job", "j", "uid"))
        .contains(new Warnings.Warning("uid", "FailedCreate", "forbidden", NOW.minusSeconds(3)));
  }

  @Test
  void a_warning_about_an_earlier_object_of_the_name_does_not() {
    warnings.heard(event("j", "earlier", "FailedCreate", "quota", NOW));

    assertThat(warnings.of("Job", "j", "uid")).isEmpty();
    assertThat(warnings.of("Job", "j", null)).isPresent();
    assertThat(warnings.of("Pod", "j", null)).isEmpty();
  }

  @Test
  void an_old_one_counts_no_more() {
    warnings.heard(event("j", "uid", "FailedCreate", "q", NOW.minus(Duration.ofMinutes(61))));

    assertThat(warnings.of("Job", "j", "uid")).isEmpty();
  }

  @Test
  void the_longest_silent_are_forgotten_when_there_are_too_many() {
    List.of("a", "b", "c", "a", "d")
        .forEach(name -> warnings.heard(event(name, "uid", "FailedCreate", "q", NOW)));

    assertThat(warnings.of("Job", "b", "uid")).isEmpty();
    assertThat(List.of("a", "c", "d"))
        .allMatch(name -> warnings.of("Job", name, "uid").isPresent());
  }

  @Test
  void news_are_told_and_repetitions_are_not() {
    warnings.listen(about -> news.add(about.getName()));

    warnings.heard(event("j", "uid", "FailedCreate", "quota", NOW.minusSeconds(9)));
    warnings.heard(event("j", "uid", "FailedCreate", "quota", NOW.minusSeconds(3)));
    warnings.heard(event("j", "uid", "FailedCreate", "forbidden", NOW));

    assertThat(news).containsExactly("j", "j");
  }

  @Test
  void events_that_warn_are_heard_of_and_others_not() throws IOException {
    try (Cluster cluster = new Cluster(folder);
        Warnings live = new Warnings(100, Clock.systemUTC())) {
      live.listen((ObjectReference about) -> news.add(about.getName()));
      Instant now = Instant.now();
      cluster.client().resource(event("before", "u", "FailedCreate", "q", now)).create();
      live.watch(cluster.client(), Cluster.NAMESPACE);
      await().until(() -> news.contains("before"));

      Event calm = event("calm", "u", "Created", "fine", now);
      calm.setType("Normal");
      cluster.client().resource(calm).create();
      cluster.client().resource(event("after", "u", "FailedCreate", "q", now)).create();

      await().until(() -> news.contains("after"));
      assertThat(news).containsExactly("before", "after");
    }
  }

  private static Event event(String job, String uid, String reason, String message, Instant at) {
    return new EventBuilder()
        .withNewMetadata()
        .withName(job + "." + at.toEpochMilli())
        .withNamespace(Cluster.NAMESPACE)
        .endMetadata()
        .withNewInvolvedObject()
        .withKind("Job")
        .withNamespace(Cluster.NAMESPACE)
        .withName(job)
        .withUid(uid)
        .endInvolvedObject()
        .withType("Warning")
        .withReason(reason)
        .withMessage(message)
        .withLastTimestamp(at.toString())
        .build();
  }
}
