package dev.waybill.operator.pod;

import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the Job of an attempt tells.
 *
 * @param ownerUid of its controller, null where it has none
 * @param reason of the condition that ended it, null while it has not
 * @param message of the condition that ended it, as the cluster wrote it
 * @param startedAt when the Job controller took it up, null before
 * @param endedAt null while it runs
 * @param grantsExpireAt when the grants that it was made with run out, null where unknown
 * @param step what its pod does, as its label says
 * @param suspended held back, by a queue or a person, and until the Job controller has taken it up
 *     again: before that its startedAt is of another time
 * @param terminating whether its pod is being deleted and is not gone
 */
public record JobSeen(
    String name,
    String uid,
    String ownerUid,
    End end,
    String reason,
    String message,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt,
    Instant grantsExpireAt,
    String step,
    boolean suspended,
    boolean terminating) {

  /** How a Job ended, by its own conditions. */
  public enum End {
    NONE,
    COMPLETE,
    FAILED
  }

  public boolean ended() {
    return end != End.NONE;
  }

  public static JobSeen of(Job job) {
    Optional<JobCondition> last =
        job.getStatus() == null
            ? Optional.empty()
            : job.getStatus().getConditions().stream().filter(JobSeen::ends).findFirst();
    ObjectMeta meta = job.getMetadata();
    return new JobSeen(
        meta.getName(),
        meta.getUid(),
        meta.getOwnerReferences().stream()
            .filter(owner -> Boolean.TRUE.equals(owner.getController()))
            .map(OwnerReference::getUid)
            .findFirst()
            .orElse(null),
        last.map(JobSeen::end).orElse(End.NONE),
        last.map(JobCondition::getReason).orElse(null),
        last.map(JobCondition::getMessage).orElse(null),
        Times.parse(meta.getCreationTimestamp()),
        job.getStatus() == null ? null : Times.parse(job.getStatus().getStartTime()),
        last.map(JobCondition::getLastTransitionTime).map(Times::parse).orElse(null),
        expiry(meta),
        meta.getLabels() == null ? null : meta.getLabels().get(Waybill.STEP_LABEL),
        suspended(job),
        job.getStatus() != null
            && Objects.requireNonNullElse(job.getStatus().getTerminating(), 0) > 0);
  }

  /** Since it could have had a pod: a Job that was held begins anew. */
  public Instant podDueSince() {
    return startedAt == null ? createdAt : startedAt;
  }

  private static boolean suspended(Job job) {
    return job.getSpec() != null && Boolean.TRUE.equals(job.getSpec().getSuspend())
        || job.getStatus() != null
            && job.getStatus().getConditions().stream()
                .anyMatch(
                    one -> "Suspended".equals(one.getType()) && "True".equals(one.getStatus()));
  }

  private static boolean ends(JobCondition condition) {
    return "True".equals(condition.getStatus()) && end(condition) != End.NONE;
  }

  private static End end(JobCondition condition) {
    return switch (condition.getType()) {
      case "Complete" -> End.COMPLETE;
      case "Failed" -> End.FAILED;
      default -> End.NONE;
    };
  }

  private static Instant expiry(ObjectMeta meta) {
    String seconds =
        meta.getAnnotations() == null
            ? null
            : meta.getAnnotations().get(Waybill.GRANT_EXPIRES_ANNOTATION);
    return seconds != null && seconds.matches("\\d{1,12}")
        ? Instant.ofEpochSecond(Long.parseLong(seconds))
        : null;
  }
}
