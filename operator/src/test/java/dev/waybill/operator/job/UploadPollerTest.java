package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.StoreException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadPollerTest {
  private static final JobRef JOB = new JobRef("ns", "j", "uid", Instant.EPOCH, new JobKeys("j"));
  private static final ObjectRef PLACE = ObjectRef.of("in", "jobs/j/a.zip");

  private final Instant now = Instant.now();
  private final FindingsBoard board = new FindingsBoard();
  private final Queue<ResourceID> woken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicReference<Supplier<Optional<ObjectInfo>>> answer =
      new AtomicReference<>(Optional::empty);
  private final UploadPoller poller =
      new UploadPoller(
          StubStore.heads(ref -> answer.get().get()),
          new HeadBudget(1000),
          Clock.systemUTC(),
          board,
          woken::add,
          looks::incrementAndGet);

  @BeforeEach
  void theJobIsKnown() {
    board.of(JOB);
  }

  @AfterEach
  void stop() {
    poller.close();
  }

  @Test
  void an_upload_that_is_there_is_seen_and_told() {
    answer.set(() -> Optional.of(SnapshotBuilder.OBJECT));

    poller.watch(until(Duration.ofHours(1), null));

    await().until(() -> woken.contains(JOB.resource()));
    assertThat(board.of(JOB).upload().object()).isEqualTo(SnapshotBuilder.OBJECT);
  }

  @Test
  void an_upload_that_comes_later_is_seen_without_being_asked_again() {
    poller.watch(until(Duration.ofHours(1), null));
    await().until(() -> looks.get() > 0);

    answer.set(() -> Optional.of(SnapshotBuilder.OBJECT));

    await().until(() -> board.of(JOB).upload().object() != null);
  }

  @Test
  void a_look_that_saw_nothing_wakes_nobody() {
    poller.watch(until(Duration.ofHours(1), null));

    await().until(() -> looks.get() > 1);
    assertThat(woken).isEmpty();
  }

  @Test
  void the_last_look_is_told_even_if_nothing_was_there() {
    poller.watch(until(Duration.ZERO, null));

    await().until(() -> woken.contains(JOB.resource()));
    assertThat(board.of(JOB).upload().object()).isNull();
    assertThat(looks).hasValue(1);
  }

  @Test
  void a_watch_that_is_repeated_does_not_look_twice() {
    poller.watch(
        new UploadPoller.Watch(
            JOB, PLACE, now.minusSeconds(7200), now.plusSeconds(60), null, Instant.EPOCH));
    await().until(() -> looks.get() == 1);

    poller.watch(
        new UploadPoller.Watch(
            JOB, PLACE, now.minusSeconds(7200), now.plusSeconds(60), null, Instant.EPOCH));
    poller.watch(
        new UploadPoller.Watch(
            JOB, PLACE, now.minusSeconds(7200), now.plusSeconds(60), "e", Instant.EPOCH));

    await().until(() -> looks.get() == 2);
  }

  @Test
  void a_job_that_was_forgotten_is_not_looked_after() {
    poller.watch(until(Duration.ofHours(1), null));
    await().until(() -> looks.get() > 0);

    poller.forget(JOB);
    board.forget(JOB);
    answer.set(() -> Optional.of(SnapshotBuilder.OBJECT));

    assertThat(woken).isEmpty();
  }

  @Test
  void a_store_that_does_not_answer_is_told_once() {
    answer.set(
        () -> {
          throw new StoreException(
              StoreException.Kind.UNAVAILABLE, "HEAD s3://in: no answer", null);
        });

    poller.watch(until(Duration.ofHours(1), null));

    await().until(() -> woken.contains(JOB.resource()));
    assertThat(board.of(JOB).trouble().message())
        .isEqualTo("object store: HEAD s3://in: no answer");
  }

  @Test
  void what_lay_there_before_the_job_is_not_its_upload() {
    answer.set(() -> Optional.of(SnapshotBuilder.OBJECT));
    Instant after = SnapshotBuilder.OBJECT.lastModified().plusSeconds(1);

    poller.watch(new UploadPoller.Watch(JOB, PLACE, now, now, null, after));

    await().until(() -> woken.contains(JOB.resource()));
    assertThat(board.of(JOB).upload().object()).isNull();
  }

  @Test
  void that_something_older_lies_there_is_told_while_its_upload_is_awaited() {
    answer.set(() -> Optional.of(SnapshotBuilder.OBJECT));
    Instant after = SnapshotBuilder.OBJECT.lastModified().plusSeconds(1);

    poller.watch(new UploadPoller.Watch(JOB, PLACE, now, now.plusSeconds(60), null, after));

    await().until(() -> woken.contains(JOB.resource()));
    assertThat(board.of(JOB).upload().older()).isTrue();
  }

  private UploadPoller.Watch until(Duration wait, String hint) {
    return new UploadPoller.Watch(JOB, PLACE, now, now.plus(wait), hint, Instant.EPOCH);
  }
}
