package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.NOW;
import static dev.waybill.operator.job.SnapshotBuilder.OBJECT;
import static dev.waybill.operator.job.SnapshotBuilder.conditions;
import static dev.waybill.operator.job.SnapshotBuilder.entries;
import static dev.waybill.operator.job.SnapshotBuilder.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import dev.waybill.operator.job.Findings.Intake;
import dev.waybill.operator.job.Findings.Trouble;
import dev.waybill.operator.job.Findings.Upload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadPolicyTest {
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Instant EARLIER = NOW.minusSeconds(60);

  @Test
  void a_new_job_waits_for_its_upload() {
    JobPlan plan = job().deadline(LATER).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.PENDING_UPLOAD);
    assertThat(plan.actions()).containsExactly(new JobAction.WatchUpload(null));
  }

  @Test
  void a_deadline_that_no_calendar_has_is_a_failure_that_says_so() {
    JobPlan plan = job().deadlineText("2026-02-30T00:00:00Z").decide();

    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message())
        .isEqualTo("spec.source.archive.uploadDeadline is no time of the calendar");
  }

  @Test
  void a_listing_is_wanted_until_its_files_are_counted_or_its_job_has_ended() {
    assertThat(job().deadline(LATER).decide().wantsListing()).isTrue();
    assertThat(
            job()
                .deadline(LATER)
                .terminated()
                .found(f -> f.withIntake(new Intake(OBJECT, entries(2), null)))
                .decide()
                .wantsListing())
        .isFalse();
  }

  @Test
  void the_gateways_hint_reaches_the_poller() {
    assertThat(job().deadline(LATER).hint("\"e\"").decide().actions())
        .containsExactly(new JobAction.WatchUpload("\"e\""));
  }

  @Test
  void a_look_that_saw_nothing_before_the_deadline_ends_nothing() {
    JobPlan plan =
        job().deadline(LATER).found(f -> f.withUpload(new Upload(null, false, NOW))).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.PENDING_UPLOAD);
  }

  @Test
  void an_object_older_than_the_job_is_not_waited_for_in_silence() {
    JobPlan plan =
        job().deadline(LATER).found(f -> f.withUpload(new Upload(null, true, NOW))).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.PENDING_UPLOAD);
    assertThat(plan.status().message())
        .isEqualTo("waiting for the upload: what lies at its place is older than the job");
  }

  @Test
  void a_deadline_that_passed_without_a_last_look_ends_nothing() {
    JobPlan plan =
        job()
            .deadline(EARLIER)
            .found(f -> f.withUpload(new Upload(null, false, EARLIER.minusSeconds(1))))
            .decide();

    assertThat(plan.status().state()).isEqualTo(JobState.PENDING_UPLOAD);
    assertThat(plan.actions()).hasSize(1);
  }

  @Test
  void an_upload_that_never_came_has_expired_after_the_last_look() {
    JobPlan plan =
        job().deadline(EARLIER).found(f -> f.withUpload(new Upload(null, false, EARLIER))).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message()).isEqualTo("upload expired");
    assertThat(plan.actions()).isEmpty();
    assertThat(conditions(plan.status())).containsExactlyInAnyOrder("Finished", "Failed");
  }

  @Test
  void a_store_that_refuses_for_a_day_ends_what_waits_for_it_once_no_upload_can_come() {
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    String why = "the archive could not be taken in: object store: denied";

    JobPlan applied = job().refusedSince(yesterday).decide();
    assertThat(applied.status().state()).isEqualTo(JobState.FAILED);
    assertThat(applied.status().message()).isEqualTo(why);
    assertThat(applied.actions()).isEmpty();
    JobPlan expired = job().deadline(EARLIER).refusedSince(yesterday).decide();
    assertThat(expired.status().message()).isEqualTo(why);
    JobPlan uploaded =
        job()
            .deadline(LATER)
            .found(f -> f.withUpload(new Upload(OBJECT, false, NOW)))
            .refusedSince(yesterday)
            .decide();
    assertThat(uploaded.status().message()).isEqualTo(why);

    assertThat(job().refusedSince(yesterday.plusSeconds(1)).decide().status().state())
        .isEqualTo(JobState.PENDING_UPLOAD);
    assertThat(job().deadline(LATER).refusedSince(yesterday).decide().status().state())
        .isEqualTo(JobState.PENDING_UPLOAD);
  }

  @Test
  void an_archive_without_a_deadline_must_be_there_already() {
    JobPlan plan = job().found(f -> f.withUpload(new Upload(null, false, NOW))).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message()).isEqualTo("archive not found");
  }

  @Test
  void an_upload_that_was_seen_is_taken_in() {
    JobPlan plan =
        job().deadline(LATER).found(f -> f.withUpload(new Upload(OBJECT, false, NOW))).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.IN_PROGRESS);
    assertThat(plan.status().startedAt()).isEqualTo(NOW.toString());
    assertThat(conditions(plan.status())).containsExactly("Uploaded");
    assertThat(plan.actions()).containsExactly(new JobAction.TakeIn(OBJECT));
  }

  @Test
  void an_upload_seen_after_the_deadline_is_still_the_jobs() {
    JobPlan plan =
        job().deadline(EARLIER).found(f -> f.withUpload(new Upload(OBJECT, false, NOW))).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.IN_PROGRESS);
  }

  @Test
  void files_and_slices_are_recorded_before_the_first_slice_is_made() {
    JobPlan plan = job().found(f -> f.withIntake(new Intake(OBJECT, entries(201), null))).decide();

    assertThat(plan.status().archive().files()).isEqualTo(201);
    assertThat(plan.status().archive().slices()).isEqualTo(3);
    assertThat(plan.status().archive().eTag()).isEqualTo("\"e\"");
    assertThat(plan.status().counts()).isNull();
    assertThat(plan.actions())
        .containsExactly(new JobAction.CreateSlices(plan.status().archive(), List.of(0, 1, 2)));
  }

  @Test
  void a_refused_archive_ends_the_job_with_the_reason_and_nothing_processed() {
    JobPlan plan =
        job().found(f -> f.withIntake(new Intake(OBJECT, List.of(), "not a zip"))).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message()).isEqualTo("not a zip");
    assertThat(plan.actions()).isEmpty();
  }

  @Test
  void a_place_that_is_not_allowed_is_never_looked_at() {
    JobPlan plan = job().elsewhere().decide();

    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message()).isEqualTo("archive location not allowed");
    assertThat(plan.actions()).isEmpty();
  }

  @Test
  void a_job_cancelled_before_any_file_is_aborted() {
    JobPlan plan = job().deadline(LATER).terminated().decide();

    assertThat(plan.status().state()).isEqualTo(JobState.ABORTED);
    assertThat(plan.status().message()).isEqualTo("cancelled");
    assertThat(conditions(plan.status())).containsExactlyInAnyOrder("Finished", "Failed");
  }

  @Test
  void a_store_that_does_not_answer_is_shown_and_not_asked_again_before_the_pause_is_over() {
    JobPlan plan =
        job()
            .found(f -> f.withUpload(new Upload(OBJECT, false, NOW)))
            .found(
                f ->
                    f.withTrouble(
                        new Trouble("StorageUnavailable", "no answer", 2, NOW.plusSeconds(2))))
            .decide();

    assertThat(plan.status().message()).isEqualTo("no answer");
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.wake()).hasSeconds(2);
  }

  @Test
  void work_that_is_on_its_way_is_not_begun_again() {
    JobPlan plan =
        job().found(f -> f.withUpload(new Upload(OBJECT, false, NOW)).withBusy(true)).decide();

    assertThat(plan.actions()).isEmpty();
  }

  @Test
  void an_upload_that_vanished_before_it_was_adopted_is_looked_for_again() {
    JobPlan plan = job().deadline(LATER).state(JobState.IN_PROGRESS).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.IN_PROGRESS);
    assertThat(plan.actions()).containsExactly(new JobAction.WatchUpload(null));
  }
}
