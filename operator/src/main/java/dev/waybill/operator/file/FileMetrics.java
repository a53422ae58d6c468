package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.SliceStatus;
import dev.waybill.operator.pod.WaitingReason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What files do, in numbers; labels have few values, whatever a cluster says. */
final class FileMetrics {
  /** Kubernetes has about so many reasons that matter; the rarest beyond count as one. */
  private static final int REASONS = 20;

  private static final String OTHER = "Other";

  private final MeterRegistry meters;
  private final MultiGauge waiting;

  FileMetrics(MeterRegistry meters, Dispatcher dispatcher, int cap) {
    this.meters = meters;
    waiting = MultiGauge.builder("waybill.operator.files.waiting").register(meters);
    Gauge.builder("waybill.operator.files.running", dispatcher::running).register(meters);
    Gauge.builder("waybill.operator.files.queued", dispatcher::queued).register(meters);
    Gauge.builder("waybill.operator.files.limit", () -> cap).register(meters);
    for (AttemptKind kind : AttemptKind.values()) {
      if (kind != AttemptKind.RUNNING) {
        meters.counter("waybill.operator.attempts", "kind", kind.name());
      }
    }
  }

  /** A claim has been written: counts the attempts that it ended. */
  void ended(SliceSnapshot before, SliceDecision plan) {
    for (int at = 0; at < plan.files().size(); at++) {
      Attempt was = before.files().get(at).running().orElse(null);
      if (was != null) {
        plan.files().get(at).attempts().stream()
            .filter(one -> one.number() == was.number() && one.kind() != AttemptKind.RUNNING)
            .forEach(this::count);
      }
    }
  }

  private void count(Attempt attempt) {
    meters.counter("waybill.operator.attempts", "kind", attempt.kind().name()).increment();
  }

  /** Counts anew what files wait for. */
  void waiting(Stream<FileSlice> slices) {
    Map<String, Long> reasons =
        slices
            .flatMap(slice -> SliceStatus.of(slice).notes().stream())
            .map(FileNote::reason)
            .flatMap(note -> WaitingReason.parse(note).stream())
            .collect(
                Collectors.groupingBy(WaitingReason::reason, TreeMap::new, Collectors.counting()));
    waiting.register(
        few(reasons).entrySet().stream()
            .map(one -> MultiGauge.Row.of(Tags.of("reason", one.getKey()), one.getValue()))
            .collect(Collectors.toList()),
        true);
  }

  static Map<String, Long> few(Map<String, Long> reasons) {
    Map<String, Long> few = new TreeMap<>();
    reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(
            one ->
                few.merge(few.size() < REASONS ? one.getKey() : OTHER, one.getValue(), Long::sum));
    return few;
  }
}
