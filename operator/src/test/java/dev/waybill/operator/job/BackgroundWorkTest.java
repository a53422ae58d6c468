package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waybill.storage.JobKeys;
import dev.waybill.storage.StoreException;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BackgroundWorkTest {
  private static final JobRef JOB = new JobRef("ns", "j", "uid", Instant.EPOCH, new JobKeys("j"));
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private final FindingsBoard board = new FindingsBoard();
  private final Queue<ResourceID> woken = new ConcurrentLinkedQueue<>();
  private final BackgroundWork work =
      new BackgroundWork(board, Clock.fixed(NOW, ZoneOffset.UTC), woken::add);

  @BeforeEach
  void theJobIsKnown() {
    board.of(JOB);
  }

  @AfterEach
  void stop() {
    work.close();
  }

  @Test
  void what_was_found_out_is_on_the_board_before_the_reconciler_is_woken() {
    work.submit(JOB, () -> Findings::withManifestStored);

    await().until(() -> woken.contains(JOB.resource()));
    assertThat(board.of(JOB).manifestStored()).isTrue();
    assertThat(board.of(JOB).busy()).isFalse();
  }

  @Test
  void a_job_has_one_piece_of_work_at_a_time() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    BackgroundWork.Piece piece =
        () -> {
          begun.incrementAndGet();
          end.await();
          return Findings::withManifestStored;
        };

    work.submit(JOB, piece);
    work.submit(JOB, piece);
    end.countDown();

    await().until(() -> !woken.isEmpty());
    assertThat(begun).hasValue(1);
    assertThat(woken).hasSize(1);
  }

  @Test
  void jobs_that_go_on_do_not_stand_behind_those_that_are_removed() {
    CountDownLatch end = new CountDownLatch(1);
    for (int at = 0; at < 20; at++) {
      String name = "removed-" + at;
      JobRef removed = new JobRef("ns", name, name, Instant.EPOCH, new JobKeys(name));
      board.of(removed);
      work.submitRemoval(
          removed,
          () -> {
            end.await();
            return Findings::withDataRemoved;
          });
    }

    work.submit(JOB, () -> Findings::withManifestStored);

    await().until(() -> woken.contains(JOB.resource()));
    assertThat(work.queued()).isPositive();
    end.countDown();
  }

  @Test
  void an_error_is_trouble_like_any_other_and_the_job_is_not_busy_for_ever() {
    work.submit(
        JOB,
        () -> {
          throw new StackOverflowError();
        });

    await().until(() -> woken.contains(JOB.resource()));
    assertThat(board.of(JOB).busy()).isFalse();
    assertThat(board.of(JOB).trouble().reason()).isEqualTo("InternalError");
  }

  @Test
  void trouble_is_told_and_its_pause_grows_to_30_seconds() {
    for (int failures = 1; failures <= 7; failures++) {
      int expected = failures;
      work.submit(
          JOB,
          () -> {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "no answer", null);
          });
      await().until(() -> woken.size() == expected);
    }

    assertThat(board.of(JOB).trouble().message()).isEqualTo("object store: no answer");
    assertThat(board.of(JOB).trouble().failures()).isEqualTo(7);
    assertThat(board.of(JOB).trouble().retryAt()).isEqualTo(NOW.plus(Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @MethodSource
  void an_API_server_that_refuses_or_does_not_answer_is_told_apart(
      KubernetesClientException trouble, String reason, String message) {
    work.submit(
        JOB,
        () -> {
          throw trouble;
        });

    await().until(() -> woken.contains(JOB.resource()));
    assertThat(board.of(JOB).trouble().reason()).isEqualTo(reason);
    assertThat(board.of(JOB).trouble().message()).isEqualTo(message);
  }

  static Stream<Arguments> an_API_server_that_refuses_or_does_not_answer_is_told_apart() {
    return Stream.of(
        arguments(
            new KubernetesClientException("An error has occurred.", new IOException("refused")),
            "KubernetesUnavailable",
            "Kubernetes API: no answer"),
        arguments(
            new KubernetesClientException("overloaded", 503, null),
            "KubernetesUnavailable",
            "Kubernetes API: answered 503"),
        arguments(
            new KubernetesClientException(
                new StatusBuilder().withCode(403).withMessage("not permitted").build()),
            "KubernetesRefused",
            "Kubernetes API: not permitted"));
  }

  @Test
  void trouble_is_over_when_work_succeeds() {
    work.submit(
        JOB,
        () -> {
          throw new BackgroundWork.NotYet("waiting for 2 pods to end");
        });
    await().until(() -> woken.size() == 1);
    assertThat(board.of(JOB).trouble().message()).isEqualTo("waiting for 2 pods to end");

    work.submit(JOB, () -> Findings::withDataRemoved);

    await().until(() -> woken.size() == 2);
    assertThat(board.of(JOB).trouble()).isNull();
  }

  @Test
  void what_went_wrong_inside_is_not_told_to_clients() {
    work.submit(
        JOB,
        () -> {
          throw new IllegalStateException("https://store/key?X-Amz-Signature=secret");
        });

    await().until(() -> !woken.isEmpty());
    assertThat(board.of(JOB).trouble().message()).isEqualTo("internal error, tried again");
  }

  @Test
  void work_of_a_job_that_was_forgotten_leaves_nothing_behind() {
    board.forget(JOB);

    work.submit(JOB, () -> Findings::withManifestStored);

    assertThat(woken).isEmpty();
    assertThat(board.of(JOB)).isEqualTo(Findings.NONE);
  }
}
