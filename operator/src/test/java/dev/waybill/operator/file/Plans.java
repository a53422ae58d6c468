package dev.waybill.operator.file;

import dev.waybill.operator.file.SliceAction.Effect;
import java.util.List;
import java.util.stream.Collectors;

/** What tests ask of a plan. */
final class Plans {
  private Plans() {}

  /** Names of the Jobs that a plan makes, in order. */
  static List<String> creates(SliceDecision plan) {
    return plan.effects().stream()
        .filter(Effect.CreateJob.class::isInstance)
        .map(effect -> ((Effect.CreateJob) effect).name())
        .toList();
  }

  static String note(SliceDecision plan, int index) {
    return plan.files().get(index).note();
  }

  /** Kinds of a file's attempts, one letter each. */
  static String kinds(SliceDecision plan, int index) {
    return plan.files().get(index).attempts().stream()
        .map(attempt -> Character.toString(attempt.kind().code()))
        .collect(Collectors.joining());
  }
}
