package dev.waybill.operator.pod;

import java.util.regex.Pattern;

/**
 * A pod that the kubelet evicted because it filled its own folders, which no other node would help
 * (kubernetes/kubernetes, pkg/kubelet/eviction/eviction_manager.go): it is Evicted like one that
 * was in the way of others, and only the message tells.
 */
final class DiskLimit {
  private static final Pattern MESSAGE =
      Pattern.compile(
          "^(?:Usage of EmptyDir volume \\S+ exceeds the limit"
              + "|Container \\S+ exceeded its local ephemeral storage limit"
              + "|Pod ephemeral local storage usage exceeds the total limit of containers) .*",
          Pattern.DOTALL);

  private DiskLimit() {}

  static boolean exceeded(PodSeen pod) {
    return "Evicted".equals(pod.reason())
        && pod.message() != null
        && MESSAGE.matcher(pod.message()).matches();
  }

  static String words(PodSeen pod) {
    return "too much disk: " + pod.message().strip();
  }
}
