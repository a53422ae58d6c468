package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row is a Job and a pod as Kubernetes writes them, and what became of the attempt. */
class EvidenceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:30:00Z");
  private static final Attempt CLAIMED =
      new Attempt(7, 2, AttemptKind.RUNNING, null, null, null, null, null, "");
  private static final String EXIT_7 =
      "Container document for pod ns/j-7-2-x failed with exit code 7 matching FailJob rule at index 1";
  private static final String EXIT_137 = EXIT_7.replace("code 7 ", "code 137 ");
  private static final String EXIT_143 = EXIT_7.replace("code 7 ", "code 143 ");
  private static final String DISRUPTED =
      "Pod ns/j-7-2-x has condition DisruptionTarget matching FailJob rule at index 0";
  private static final String OOM = "OutOfMemoryError: Container killed due to memory usage";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          done                              | Complete |-                   |-         | exited 0 Completed          | SUCCEEDED     | 0   | ''
          done, pod gone                    | Complete |-                   |-         | -                          | SUCCEEDED     | 0   | ''
          failed                            | Failed   | PodFailurePolicy   | EXIT_7   | exited 7 Error             | FAILED        | 7   | exit code 7
          failed, the worker says why       | Failed   | PodFailurePolicy   | EXIT_7   | says {"index":7,"attempt":2,"reason":"no such page"} | FAILED | 7 | no such page
          failed, for another file          | Failed   | PodFailurePolicy   | EXIT_7   | says {"index":8,"attempt":2,"reason":"no such page"} | FAILED | 7 | exit code 7
          failed, for another attempt       | Failed   | PodFailurePolicy   | EXIT_7   | says {"index":7,"attempt":1,"reason":"no such page"} | FAILED | 7 | exit code 7
          failed, words that are no JSON    | Failed   | PodFailurePolicy   | EXIT_7   | says boom                  | FAILED        | 7   | exit code 7
          failed, the worker says it is done| Failed   | PodFailurePolicy   | EXIT_7   | says {"index":7,"attempt":2,"exitCode":0} | FAILED | 7 | exit code 7
          out of heap, as the worker says   | Failed   | PodFailurePolicy   | EXIT_137 | 137 document {"index":7,"attempt":2,"reason":"needs more memory"} | OUT_OF_MEMORY | 137 | OOM
          a user's container failed         | Failed   | PodFailurePolicy   | EXIT_3   | 3 work loading\\nno such page\\n | FAILED   | 3   | exit code 3: loading BAR no such page
          a user's container says nothing   | Failed   | PodFailurePolicy   | EXIT_3   | 3 work                     | FAILED        | 3   | exit code 3
          a user's container plays worker   | Failed   | PodFailurePolicy   | EXIT_3   | 3 work {"index":7,"attempt":2,"reason":"fine"} | FAILED | 3 | exit code 3: {'index':7,'attempt':2,'reason':'fine'}
          a user's container killed itself  | Failed   | PodFailurePolicy   | EXIT_137 | 137 work {"index":7,"attempt":2,"reason":"x"} | FAILED | 137 | exit code 137: {'index':7,'attempt':2,'reason':'x'}
          a user's container and its memory | Failed   | PodFailurePolicy   | EXIT_137 | oom work                   | OUT_OF_MEMORY | 137 | OOM
          a user's container, pod gone      | Failed   | PodFailurePolicy   | WORK_3   | -                          | FAILED        | 3   | exit code 3
          a user's container, late grants   | Failed   | PodFailurePolicy   | EXIT_3 expired | 4 work x             | FAILED        | 4   | exit code 4: x
          nothing fetched                   | Failed   | PodFailurePolicy   | EXIT_3   | 3 fetch {"index":7,"attempt":2,"reason":"the store: gone"} | FAILED | 3 | input not fetched: the store: gone
          nothing fetched, pod gone         | Failed   | PodFailurePolicy   | FETCH_3  | -                          | FAILED        | 3   | input not fetched: exit code 3
          nothing fetched for memory        | Failed   | PodFailurePolicy   | EXIT_137 | oom fetch                  | FAILED        | 137 | input not fetched: OOM
          fetch's grants had run out        | Failed   | PodFailurePolicy   | EXIT_3 expired | 4 fetch x            | EXPIRED       | 4   | its grants had run out before it started
          fetch failed with a renewed grant | Failed   | PodFailurePolicy   | EXIT_3 expired | 3 fetch x            | FAILED        | 3   | input not fetched: exit code 3
          deliver's grants had run out      | Failed   | PodFailurePolicy   | EXIT_3 expired | 4 deliver x          | EXPIRED       | 4   | its grants had run out before it started
          deliver failed with a renewed one | Failed   | PodFailurePolicy   | EXIT_3 expired | 3 deliver x          | FAILED        | 3   | output not delivered: exit code 3
          nothing delivered                 | Failed   | PodFailurePolicy   | EXIT_3   | 3 deliver {"index":7,"attempt":2,"reason":"too many files"} | FAILED | 3 | too many files
          nothing delivered, nobody says why| Failed   | PodFailurePolicy   | EXIT_3   | 3 deliver                  | FAILED        | 3   | output not delivered: exit code 3
          nothing delivered for memory      | Failed   | PodFailurePolicy   | EXIT_137 | oom deliver                | FAILED        | 137 | output not delivered: OOM
          its store was away                | Failed   | PodFailurePolicy   | EXIT_3   | 5 document {"index":7,"attempt":2,"reason":"the store: 503"} | DISRUPTED | 5 | the store: 503
          fetch's store was away            | Failed   | PodFailurePolicy   | EXIT_3   | 5 fetch {"index":7,"attempt":2,"reason":"the store: 503"} | DISRUPTED | 5 | input not fetched: the store: 503
          deliver's store was away          | Failed   | PodFailurePolicy   | EXIT_3   | 5 deliver x                | DISRUPTED     | 5   | output not delivered: exit code 5
          a user's container of that code   | Failed   | PodFailurePolicy   | EXIT_3   | 5 work x                   | FAILED        | 5   | exit code 5: x
          its own folder is full            | Failed   | PodFailurePolicy   | EXIT_137 | evicted Usage of EmptyDir volume "output" exceeds the limit "1Gi". | FAILED | 137 | too much disk: Usage of EmptyDir volume 'output' exceeds the limit '1Gi'.
          its container's disk is full      | Failed   | PodFailurePolicy   | EXIT_137 | evicted Container work exceeded its local ephemeral storage limit "1Gi". | FAILED | 137 | too much disk: Container work exceeded its local ephemeral storage limit '1Gi'.
          its disk is full                  | Failed   | PodFailurePolicy   | EXIT_137 | evicted Pod ephemeral local storage usage exceeds the total limit of containers 3Gi. | FAILED | 137 | too much disk: Pod ephemeral local storage usage exceeds the total limit of containers 3Gi.
          the node's disk is full           | Failed   | PodFailurePolicy   | EXIT_137 | evicted The node was low on resource: ephemeral-storage. | DISRUPTED | 137 | disrupted by the cluster: Evicted
          failed, pod gone                  | Failed   | PodFailurePolicy   | EXIT_7   | -                          | FAILED        | 7   | exit code 7
          killed for memory                 | Failed   | PodFailurePolicy   | EXIT_137 | exited 137 OOMKilled       | OUT_OF_MEMORY | 137 | OOM
          killed, nobody says why           | Failed   | PodFailurePolicy   | EXIT_137 | exited 137 Error           | FAILED        | 137 | exit code 137
          killed, pod gone                  | Failed   | PodFailurePolicy   | EXIT_137 | -                          | DISRUPTED     | 137 | its pod is gone
          evicted by the API                | Failed   | PodFailurePolicy   | DISRUPTED| disrupted EvictionByEvictionAPI | DISRUPTED| 143 | disrupted by the cluster: EvictionByEvictionAPI
          node lost                         | Failed   | PodFailurePolicy   | DISRUPTED| disrupted DeletionByTaintManager | DISRUPTED | 143 | disrupted by the cluster: DeletionByTaintManager
          disrupted, pod gone               | Failed   | PodFailurePolicy   | DISRUPTED| -                          | DISRUPTED     | -   | disrupted by the cluster
          disrupted, not by the policy      | Failed   | BackoffLimitExceeded | -      | disrupted PreemptionByScheduler | DISRUPTED | 143 | disrupted by the cluster: PreemptionByScheduler
          evicted by the kubelet            | Failed   | BackoffLimitExceeded | -      | failed Evicted             | DISRUPTED     | -   | disrupted by the cluster: Evicted
          not admitted                      | Failed   | BackoffLimitExceeded | -      | failed OutOfcpu            | DISRUPTED     | -   | disrupted by the cluster: OutOfcpu
          not admitted, of a device         | Failed   | BackoffLimitExceeded | -      | failed OutOfnvidia.com/gpu | DISRUPTED     | -   | disrupted by the cluster: OutOfnvidia.com/gpu
          not admitted, by its topology     | Failed   | BackoffLimitExceeded | -      | failed TopologyAffinityError | DISRUPTED   | -   | disrupted by the cluster: TopologyAffinityError
          pod gone, nothing known           | Failed   | BackoffLimitExceeded | Job has reached the specified backoff limit | - | DISRUPTED | - | its pod is gone
          pod deleted                       | Failed   | PodFailurePolicy   | EXIT_143 | deleted 143                | DISRUPTED     | 143 | its pod was deleted
          pod deleted and gone              | Failed   | PodFailurePolicy   | EXIT_143 | -                          | DISRUPTED     | 143 | its pod is gone
          over its pod's deadline           | Failed   | PodFailurePolicy   | EXIT_137 | failed DeadlineExceeded    | TIMED_OUT     | 137 | timed out after 60 s
          over the Job's deadline           | Failed   | DeadlineExceeded   | Job was active longer than specified deadline | - | TIMED_OUT | - | timed out after 60 s
          over its deadline, pod gone       | Failed   | PodFailurePolicy   | EXIT_137 late | -                     | TIMED_OUT     | 137 | timed out after 60 s
          grants had run out                | Failed   | PodFailurePolicy   | EXIT_4 expired | exited 4 Error       | EXPIRED       | 4   | its grants had run out before it started
          grants had run out, pod gone      | Failed   | PodFailurePolicy   | EXIT_4 expired | -                    | EXPIRED       | 4   | its grants had run out before it started
          grants that cannot have run out   | Failed   | PodFailurePolicy   | EXIT_4   | exited 4 Error             | FAILED        | 4   | exit code 4
          failed, started with renewed ones | Failed   | PodFailurePolicy   | EXIT_7 expired | exited 7 Error       | FAILED        | 7   | exit code 7
          failed for a reason of its own    | Failed   | BackoffLimitExceeded | -      | failed Odd                 | FAILED        | -   | Odd
          failed, and nobody says why       | Failed   | FailedIndexes      | who knows| pending                    | FAILED        | -   | FailedIndexes: who knows
          """)
  void every_end_has_its_kind(
      String row,
      String condition,
      String reason,
      String message,
      String pod,
      AttemptKind kind,
      Integer exitCode,
      String words) {
    Attempt attempt =
        Evidence.judge(
            CLAIMED, job(condition, reason, message), pod(pod), Duration.ofSeconds(60), NOW);

    assertThat(attempt.kind()).isEqualTo(kind);
    assertThat(attempt.exitCode()).isEqualTo(exitCode);
    assertThat(attempt.reason()).isEqualTo(words.replace("OOM", OOM).replace("BAR", "|"));
    assertThat(attempt.stoppedAt()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"3 fetch x, fetch", "5 fetch x, fetch", "3 work x, work", "3 deliver x, work"})
  void of_an_attempt_whose_input_was_not_fetched_the_step_that_failed_has_the_log(
      String pod, String container) {
    Attempt ended =
        Evidence.judge(CLAIMED, job("Failed", "PodFailurePolicy", "EXIT_3"), pod(pod), null, NOW);

    assertThat(Evidence.logged(ended, "work")).isEqualTo(container);
  }

  @Test
  void pod_node_and_times_are_kept() {
    Attempt attempt =
        Evidence.judge(CLAIMED, job("Complete", null, null), pod("exited 0 Completed"), null, NOW);

    assertThat(attempt)
        .isEqualTo(
            new Attempt(
                7,
                2,
                AttemptKind.SUCCEEDED,
                0,
                Instant.parse("2026-03-01T10:00:05Z"),
                Instant.parse("2026-03-01T10:00:15Z"),
                "j-7-2-x",
                "node-1",
                ""));
  }

  @Test
  void what_was_seen_while_it_ran_is_kept_when_its_pod_is_gone() {
    Instant start = Instant.parse("2026-03-01T10:00:07Z");
    Attempt running = new Attempt(7, 2, AttemptKind.RUNNING, null, start, null, "p", "n", "");

    Attempt attempt =
        Evidence.judge(running, job("Failed", "PodFailurePolicy", "DISRUPTED"), null, null, NOW);

    assertThat(attempt.pod()).isEqualTo("p");
    assertThat(attempt.node()).isEqualTo("n");
    assertThat(attempt.startedAt()).isEqualTo(start);
  }

  @Test
  void a_workers_words_reach_nobodys_terminal_unescaped() {
    String evil = "says {\"index\":7,\"attempt\":2,\"reason\":\"a\\u001b[31m\\\"b\\\\\\n\"}";

    String reason =
        Evidence.judge(CLAIMED, job("Failed", "PodFailurePolicy", "EXIT_7"), pod(evil), null, NOW)
            .reason();

    assertThat(reason).startsWith("a").doesNotContain("\u001b", "\"", "\\", "\n");
  }

  private static JobSeen job(String condition, String reason, String message) {
    boolean late = message != null && message.endsWith(" late");
    boolean expired = message != null && message.endsWith(" expired");
    String words = message == null ? "" : message.replace(" late", "").replace(" expired", "");
    String said =
        switch (words) {
          case "EXIT_7" -> EXIT_7;
          case "EXIT_4" -> EXIT_7.replace("code 7 ", "code 4 ");
          case "EXIT_3" -> EXIT_7.replace("code 7 ", "code 3 ");
          case "WORK_3" -> EXIT_7.replace("code 7 ", "code 3 ").replace("document", "work");
          case "FETCH_3" -> EXIT_7.replace("code 7 ", "code 3 ").replace("document", "fetch");
          case "EXIT_137" -> EXIT_137;
          case "EXIT_143" -> EXIT_143;
          case "DISRUPTED" -> DISRUPTED;
          default -> words;
        };
    return JobSeen.of(
        Serialization.unmarshal(
            """
            {"metadata": {"name": "j-7-2", "uid": "u", "creationTimestamp": "2026-03-01T10:00:00Z",
              "annotations": {"waybill.dev/grant-expires-at": "%s"}},
             "status": {"startTime": "2026-03-01T10:00:01Z", "conditions": [
              {"type": "FailureTarget", "status": "True", "reason": "early"},
              {"type": "%s", "status": "True", "reason": "%s", "message": "%s",
               "lastTransitionTime": "%s"}]}}
            """
                .formatted(
                    expired ? "1772359204" : "1999999999",
                    condition,
                    reason,
                    said,
                    late ? "2026-03-01T10:01:01Z" : "2026-03-01T10:00:20Z"),
            Job.class));
  }

  /**
   * A pod in words: exited, says, disrupted, failed, evicted, deleted, oom, pending, or an exit
   * code with the container that it is of; null is gone.
   */
  private static PodSeen pod(String words) {
    if (words == null) {
      return null;
    }
    String[] word = words.split(" ", 3);
    String rest = words.substring(words.indexOf(' ') + 1);
    String status =
        switch (word[0]) {
          case "exited" -> terminated(word[1], word[2], "");
          case "says" -> terminated("7", "Error", rest);
          case "disrupted" ->
              "\"conditions\":[{\"type\":\"DisruptionTarget\",\"status\":\"True\",\"reason\":\""
                  + word[1]
                  + "\"}],"
                  + terminated("143", "Error", "");
          case "deleted" -> terminated(word[1], "Error", "");
          case "evicted" ->
              "\"phase\":\"Failed\",\"reason\":\"Evicted\",\"message\":"
                  + Serialization.asJson(rest);
          case "oom" -> terminated(word[1], "137", "OOMKilled", "");
          case "3", "4", "5", "137" ->
              terminated(
                  word[1], word[0], "Error", word.length < 3 ? "" : word[2].replace("\\n", "\n"));
          case "failed" -> "\"phase\":\"Failed\",\"reason\":\"" + word[1] + "\"";
          default -> "\"phase\":\"Pending\"";
        };
    String deleted =
        word[0].equals("deleted") ? ",\"deletionTimestamp\":\"2026-03-01T10:00:10Z\"" : "";
    return PodSeen.of(
        Serialization.unmarshal(
            "{\"metadata\":{\"name\":\"j-7-2-x\",\"ownerReferences\":[{\"uid\":\"u\"}]"
                + deleted
                + "},\"spec\":{\"nodeName\":\"node-1\"},\"status\":{"
                + status
                + "}}",
            Pod.class));
  }

  private static String terminated(String code, String reason, String message) {
    return terminated("document", code, reason, message);
  }

  private static String terminated(String container, String code, String reason, String message) {
    boolean first = container.equals("fetch") || container.equals("work");
    return "\"phase\":\"Failed\","
        + (first
            ? "\"initContainerStatuses\":[{\"name\":\""
            : "\"containerStatuses\":[{\"name\":\"")
        + container
        + "\",\"state\":{\"terminated\":{"
        + "\"exitCode\":"
        + code
        + ",\"reason\":\""
        + reason
        + "\",\"startedAt\":\"2026-03-01T10:00:05Z\",\"finishedAt\":\"2026-03-01T10:00:15Z\",\"message\":"
        + Serialization.asJson(message)
        + "}}}]";
  }
}
