package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.pod.PodSeen.Words;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingReasonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Unschedulable | 0/3 nodes are available | -                          | -                   | waiting: Unschedulable: 0/3 nodes are available
          -             | -                       | ImagePullBackOff           | Back-off pulling w  | waiting: ImagePullBackOff: Back-off pulling w
          -             | -                       | ErrImagePull               | denied              | waiting: ErrImagePull: denied
          -             | -                       | InvalidImageName           | -                   | waiting: InvalidImageName
          -             | -                       | CreateContainerConfigError | secret "s" not found| waiting: CreateContainerConfigError: secret 's' not found
          -             | -                       | ContainerCreating          | -                   | -
          -             | -                       | PodInitializing            | -                   | -
          -             | -                       | -                          | -                   | -
          """)
  void a_pod_that_does_not_start_says_why(
      String scheduling, String why, String container, String message, String words) {
    PodSeen pod = pod("Pending", words(scheduling, why), words(container, message), null);

    assertThat(WaitingReason.of(pod, null).map(WaitingReason::note).orElse(null)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "FailedMount, true",
    "FailedAttachVolume, true",
    "FailedCreatePodSandBox, true",
    "NodeNotReady, true",
    "NetworkNotReady, true",
    "FailedScheduling, false",
    "MissingClusterDNS, false",
    "Failed, false",
    "Unhealthy, false"
  })
  void of_a_pods_warnings_only_what_hinders_it_counts(String reason, boolean counts) {
    PodSeen pod = pod("Pending", null, words("ContainerCreating", null), null);

    assertThat(WaitingReason.of(pod, new Words(reason, "words")).isPresent()).isEqualTo(counts);
  }

  @Test
  void a_pod_that_has_started_waits_for_nothing() {
    PodSeen pod =
        pod(
            "Running",
            new Words("Unschedulable", "was"),
            null,
            Instant.parse("2026-03-01T10:00:00Z"));

    assertThat(WaitingReason.of(pod, new Words("FailedMount", "was"))).isEmpty();
  }

  @Test
  void a_job_that_cannot_have_a_pod_says_why() {
    assertThat(WaitingReason.notMade("exceeded quota: pods").note())
        .isEqualTo("waiting: FailedCreate: exceeded quota: pods");
  }

  @Test
  void long_words_fit_a_note() {
    assertThat(WaitingReason.notMade("x".repeat(5000)).note()).hasSizeLessThanOrEqualTo(256);
  }

  private static Words words(String reason, String message) {
    return reason == null ? null : new Words(reason, message);
  }

  private static PodSeen pod(String phase, Words scheduling, Words waiting, Instant running) {
    return new PodSeen(
        "p",
        "u",
        null,
        phase,
        null,
        null,
        false,
        null,
        scheduling,
        waiting,
        running,
        null,
        null,
        null);
  }
}
