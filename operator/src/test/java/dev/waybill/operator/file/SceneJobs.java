package dev.waybill.operator.file;

import dev.waybill.operator.pod.JobSeen;
import dev.waybill.operator.pod.JobSeen.End;
import java.time.Duration;

/** Jobs of a {@link Scene}. */
final class SceneJobs {
  private static final String EXIT_1 =
      "Container document for pod n/p failed with exit code 1 matching FailJob rule at index 1";

  private SceneJobs() {}

  static JobSeen job(String name, End end, String owner, Duration age) {
    boolean failed = end == End.FAILED;
    return new JobSeen(
        name,
        "uid-" + name,
        owner,
        end,
        failed ? "PodFailurePolicy" : null,
        failed ? EXIT_1 : null,
        Scene.NOW.minus(age),
        Scene.NOW.minus(age),
        end == End.NONE ? null : Scene.NOW,
        null,
        "document",
        false,
        false);
  }

  static JobSeen timedOut(JobSeen was) {
    return new JobSeen(
        was.name(),
        was.uid(),
        was.ownerUid(),
        End.FAILED,
        "DeadlineExceeded",
        null,
        was.createdAt(),
        was.startedAt(),
        was.endedAt(),
        was.grantsExpireAt(),
        was.step(),
        was.suspended(),
        was.terminating());
  }

  static JobSeen is(JobSeen was, String step, boolean suspended, boolean terminating) {
    return new JobSeen(
        was.name(),
        was.uid(),
        was.ownerUid(),
        was.end(),
        was.reason(),
        was.message(),
        was.createdAt(),
        was.startedAt(),
        was.endedAt(),
        was.grantsExpireAt(),
        step,
        suspended,
        terminating);
  }
}
