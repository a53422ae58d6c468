package dev.waybill.operator.pod;

import dev.waybill.operator.pod.PodSeen.Exit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message of a Job's condition of reason PodFailurePolicy, which tells enough when the pod is
 * gone (kubernetes/kubernetes, pkg/controller/job/pod_failure_policy.go).
 */
final class JobMessage {
  private static final Pattern EXIT =
      Pattern.compile("^Container (\\S+) for pod \\S+ failed with exit code (\\d{1,4}) matching ");
  private static final Pattern DISRUPTED =
      Pattern.compile("^Pod \\S+ has condition DisruptionTarget matching ");

  private JobMessage() {}

  /** Which container failed, and how; a pod tells more. */
  static Optional<Exit> exit(String message) {
    Matcher matcher = EXIT.matcher(message == null ? "" : message);
    return matcher.find()
        ? Optional.of(
            new Exit(matcher.group(1), Integer.parseInt(matcher.group(2)), null, null, null, null))
        : Optional.empty();
  }

  static boolean disrupted(String message) {
    return DISRUPTED.matcher(message == null ? "" : message).find();
  }
}
