package dev.waybill.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedKindsTest {
  private final KubernetesClient client =
      KubernetesClients.lean(new ConfigBuilder().withMasterUrl("http://127.0.0.1:1").build());
  private final KubernetesSerialization reader = client.getKubernetesSerialization();

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @CsvSource({
    "waybill.dev/v1alpha1, ProcessingJob",
    "waybill.dev/v1alpha1, FileSlice",
    "batch/v1, Job",
    "v1, Event"
  })
  void an_object_that_is_watched_is_read_as_what_it_is(String version, String kind) {
    Class<?> expected =
        switch (kind) {
          case "ProcessingJob" -> ProcessingJob.class;
          case "FileSlice" -> FileSlice.class;
          case "Job" -> Job.class;
          default -> Event.class;
        };

    assertThat(object("MODIFIED", version, kind)).isExactlyInstanceOf(expected);
  }

  @Test
  void why_a_watch_has_ended_is_read_as_a_status() {
    assertThat(object("ERROR", "v1", "Status")).isExactlyInstanceOf(Status.class);
  }

  @Test
  void kinds_that_nobody_watches_are_not_looked_for() {
    assertThat(reader.getRegisteredKubernetesResource("apps/v1", "Deployment")).isNull();
    assertThat(object("ADDED", "apps/v1", "Deployment"))
        .isExactlyInstanceOf(GenericKubernetesResource.class);
  }

  private KubernetesResource object(String type, String version, String kind) {
    String event =
        "{\"type\":\"%s\",\"object\":{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"metadata\":{}}}"
            .formatted(type, version, kind);
    return (KubernetesResource) reader.unmarshal(event, WatchEvent.class).getObject();
  }
}
