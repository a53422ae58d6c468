package dev.waybill.operator.pod;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message of a Job's condition of reason PodFailurePolicy, which tells enough when the pod is
 * gone (kubernetes/kubernetes, pkg/controller/job/pod_failure_policy.go).
 */
final class JobMessage {
  private static final Pattern EXIT =
      Pattern.compile("^Container \\S+ for pod \\S+ failed with exit code (\\d{1,4}) matching ");
  private static final Pattern DISRUPTED =
      Pattern.compile("^Pod \\S+ has condition DisruptionTarget matching ");

  private JobMessage() {}

  static OptionalInt exitCode(String message) {
    Matcher matcher = EXIT.matcher(message == null ? "" : message);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  static boolean disrupted(String message) {
    return DISRUPTED.matcher(message == null ? "" : message).find();
  }
}
