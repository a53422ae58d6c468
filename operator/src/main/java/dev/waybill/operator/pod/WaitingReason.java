package dev.waybill.operator.pod;

import dev.waybill.operator.pod.PodSeen.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why something does not start or go on, where that is more than a moment's matter.
 *
 * @param reason one CamelCase word for programs
 * @param message for people, from outside and escaped; empty where there is none
 */
public record WaitingReason(String reason, String message) {
  /** What a container goes through on its way to a start, and nobody needs to be told. */
  private static final Set<String> ON_THE_WAY = Set.of("ContainerCreating", "PodInitializing");

  /** Of a pod's warnings those that tell what it waits for; others only accompany it. */
  private static final Pattern HINDRANCE =
      Pattern.compile("Failed(?!Scheduling|KillPod).+|NodeNotReady|NetworkNotReady");

  /** Of the kubelet: a container cannot be made or started, whichever of the pod's it is. */
  private static final Pattern CONTAINER =
      Pattern.compile("Failed|BackOff|InspectFailed|ErrImageNeverPull");

  /** The API server's words for a ResourceQuota that is used up. */
  private static final String QUOTA = "exceeded quota";

  private static final Pattern REASON = Pattern.compile("[A-Z][A-Za-z0-9]{0,63}");
  private static final Pattern NOTE =
      Pattern.compile("waiting: ([A-Z][A-Za-z0-9]{0,63})(?:: (.*))?", Pattern.DOTALL);

  /** Kubernetes' word for a node that its control plane does not hear of. */
  public static final String SILENT_NODE = "NodeNotReady";

  /** Kubernetes says so once; after five minutes it deletes the node's pods. */
  public static final Duration SILENCE = Duration.ofMinutes(6);

  /** A Job that somebody, such as a queue, holds back. */
  public static final WaitingReason SUSPENDED = new WaitingReason("Suspended", "its Job is held");

  /** Words from outside; a reason that is none becomes part of the message. */
  public static WaitingReason of(String reason, String message) {
    return reason != null && REASON.matcher(reason).matches()
        ? new WaitingReason(reason, Reasons.of(message))
        : new WaitingReason("NotStarted", Reasons.of(Reasons.join(reason, message)));
  }

  /**
   * @param warning the last of the pod's events that warns, null where there is none: what its
   *     containers do not say
   */
  public static Optional<WaitingReason> of(PodSeen pod, Words warning) {
    if (!pod.toStart() || !"Pending".equals(pod.phase())) {
      return Optional.empty();
    }
    Words words = pod.unscheduled() == null ? pod.waiting() : pod.unscheduled();
    boolean told = words != null && words.reason() != null && !ON_THE_WAY.contains(words.reason());
    boolean hindered =
        warning != null
            && warning.reason() != null
            && HINDRANCE.matcher(warning.reason()).matches();
    return Optional.ofNullable(told ? words : hindered ? warning : null)
        .map(known -> of(known.reason(), known.message()));
  }

  /** Whether a pod's warning may tell of a container that does not start. */
  public static boolean ofContainer(String warning) {
    return warning != null && CONTAINER.matcher(warning).matches();
  }

  /** Of a Job whose pod, or of an attempt whose Job, cannot be made. */
  public static WaitingReason notMade(String why) {
    return of("FailedCreate", why);
  }

  /** Out of a file's note, where that tells of waiting. */
  public static Optional<WaitingReason> parse(String note) {
    Matcher matcher = NOTE.matcher(note);
    return matcher.matches()
        ? Optional.of(
            new WaitingReason(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)))
        : Optional.empty();
  }

  /** Whether it may be for no more than others being there first. */
  public boolean ofRoom() {
    return reason.equals("Unschedulable")
        || (reason.equals("FailedCreate") && message.contains(QUOTA));
  }

  /** Whether the store is in the way, as {@link StoreTrouble} has it. */
  public boolean ofStore() {
    return reason.startsWith("Storage");
  }

  /** For an end that came of it. */
  public String words() {
    return message.isEmpty() ? reason : reason + ": " + message;
  }

  /** A file's note; {@link #parse(String)} reads it. */
  public String note() {
    return "waiting: " + words();
  }
}
