package dev.waybill.local.job;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.List;
import java.util.Optional;

/**
 * {@code spec.podFailurePolicy}: the first rule that a failed pod matches says why its Job failed.
 */
final class PodFailureRules {
  private PodFailureRules() {}

  static JobFailure judge(Job job, Pod pod) {
    List<PodFailurePolicyRule> rules =
        job.getSpec().getPodFailurePolicy() == null
            ? List.of()
            : job.getSpec().getPodFailurePolicy().getRules();
    for (int index = 0; index < rules.size(); index++) {
      PodFailurePolicyRule rule = rules.get(index);
      Optional<String> match = byCondition(rule, pod).or(() -> byExitCode(rule, pod));
      if (match.isPresent()) {
        return rule.getAction().equals("FailJob")
            ? JobFailure.byRule(
                match.get() + " matching " + rule.getAction() + " rule at index " + index)
            : JobFailure.BACKOFF_LIMIT;
      }
    }
    return JobFailure.BACKOFF_LIMIT;
  }

  private static Optional<String> byCondition(PodFailurePolicyRule rule, Pod pod) {
    return rule.getOnPodConditions().stream()
        .filter(pattern -> holds(pattern, pod))
        .findFirst()
        .map(pattern -> "Pod " + path(pod) + " has condition " + pattern.getType());
  }

  private static boolean holds(PodFailurePolicyOnPodConditionsPattern pattern, Pod pod) {
    String status = pattern.getStatus() == null ? "True" : pattern.getStatus();
    return pod.getStatus().getConditions().stream()
        .anyMatch(c -> c.getType().equals(pattern.getType()) && c.getStatus().equals(status));
  }

  private static Optional<String> byExitCode(PodFailurePolicyRule rule, Pod pod) {
    PodFailurePolicyOnExitCodesRequirement wanted = rule.getOnExitCodes();
    if (wanted == null) {
      return Optional.empty();
    }
    return pod.getStatus().getContainerStatuses().stream()
        .filter(c -> c.getState() != null && c.getState().getTerminated() != null)
        .filter(
            c -> wanted.getContainerName() == null || wanted.getContainerName().equals(c.getName()))
        .filter(c -> exitCode(c) != 0)
        .filter(c -> wanted.getValues().contains(exitCode(c)) == wanted.getOperator().equals("In"))
        .findFirst()
        .map(
            c ->
                "Container %s for pod %s failed with exit code %d"
                    .formatted(c.getName(), path(pod), exitCode(c)));
  }

  private static int exitCode(ContainerStatus container) {
    return container.getState().getTerminated().getExitCode();
  }

  private static String path(Pod pod) {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
  }
}
