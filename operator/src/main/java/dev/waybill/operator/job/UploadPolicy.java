package dev.waybill.operator.job;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJobStatus.Archive;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.kube.Events.Type;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import java.time.Instant;

/** Until number of files and slices are recorded: waiting, adoption, refusal, expiry. */
final class UploadPolicy {
  static final String CANCELLED = "cancelled";
  static final String NOT_ALLOWED = "archive location not allowed";
  static final String NOT_FOUND = "archive not found";
  static final String EXPIRED = "upload expired";
  static final String HELD_UP = "the archive could not be taken in";
  static final String NO_TIME = "spec.source.archive.uploadDeadline is no time of the calendar";

  private UploadPolicy() {}

  static void apply(PlanDraft plan) {
    JobSnapshot job = plan.job;
    if (job.cancelled()) {
      plan.end(JobState.ABORTED, CANCELLED);
    } else if (!job.deadlineReadable()) {
      plan.end(JobState.FAILED, NO_TIME);
    } else if (!job.placeAllowed()) {
      plan.end(JobState.FAILED, NOT_ALLOWED);
    } else if (plan.heldUpTooLong() && !mayStillCome(plan)) {
      plan.endHeldUp(HELD_UP);
    } else if (job.findings().intake() != null) {
      taken(plan, job.findings().intake());
    } else if (seen(job.findings())) {
      uploaded(plan);
      plan.work(new JobAction.TakeIn(job.findings().upload().object()), "reading the archive");
    } else {
      waiting(plan);
    }
  }

  private static boolean mayStillCome(PlanDraft plan) {
    Instant deadline = plan.job.uploadDeadline();
    return !seen(plan.job.findings()) && deadline != null && plan.now.isBefore(deadline);
  }

  private static boolean seen(Findings findings) {
    return findings.upload() != null && findings.upload().object() != null;
  }

  private static void waiting(PlanDraft plan) {
    Findings.Upload look = plan.job.findings().upload();
    Instant deadline = plan.job.uploadDeadline();
    if (look != null && (deadline == null || !look.lookedAt().isBefore(deadline))) {
      plan.end(JobState.FAILED, deadline == null ? NOT_FOUND : EXPIRED);
      return;
    }
    if (plan.job.status().state() != JobState.IN_PROGRESS) {
      plan.status.become(JobState.PENDING_UPLOAD);
    }
    plan.status.message(awaited(deadline, look));
    plan.trouble();
    plan.act(new JobAction.WatchUpload(plan.job.uploadHint()));
  }

  private static String awaited(Instant deadline, Findings.Upload look) {
    if (deadline == null) {
      return "looking for the archive";
    }
    return look != null && look.older()
        ? "waiting for the upload: what lies at its place is older than the job"
        : "waiting for the upload";
  }

  private static void uploaded(PlanDraft plan) {
    plan.status.become(JobState.IN_PROGRESS);
    if (!plan.job.has(JobCondition.Uploaded)) {
      plan.status.set(JobCondition.Uploaded, "ObjectSeen", null);
      plan.tell(Type.Normal, "Uploaded", "the archive is there");
    }
  }

  private static void taken(PlanDraft plan, Findings.Intake intake) {
    uploaded(plan);
    if (intake.refusal() != null) {
      plan.status.archive(archive(intake.archive(), null, null));
      plan.tell(Type.Warning, "ArchiveRefused", intake.refusal());
      plan.end(JobState.FAILED, intake.refusal());
      return;
    }
    int files = intake.entries().size();
    int slices = Math.ceilDiv(files, Waybill.FILES_PER_SLICE);
    Archive archive = archive(intake.archive(), files, slices);
    plan.status.archive(archive);
    plan.tell(Type.Normal, "ArchiveAdopted", files + " files in " + slices + " slices");
    ExpansionPolicy.create(plan, archive);
  }

  private static Archive archive(ObjectInfo object, Integer files, Integer slices) {
    ObjectRef ref = object.ref();
    return new Archive(
        ref.bucket(), ref.key(), ref.versionId(), object.eTag(), object.size(), files, slices);
  }
}
