package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceSpec;
import dev.waybill.crds.FileSliceStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileMetricsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FileMetrics metrics =
      new FileMetrics(meters, new Dispatcher(9, List::of, slice -> {}), 9);

  @Test
  void files_that_wait_are_counted_by_reason_and_forgotten_when_they_go_on() {
    metrics.waiting(
        Stream.of(
            slice("waiting: Unschedulable: no node", "waiting: FailedCreate: quota"),
            slice("waiting: Unschedulable: none", "will be tried again: exit code 1")));
    assertThat(waiting("Unschedulable")).isEqualTo(2);
    assertThat(waiting("FailedCreate")).isEqualTo(1);

    metrics.waiting(Stream.of(slice("exit code 1", "exit code 1")));

    assertThat(meters.find("waybill.operator.files.waiting").gauges()).isEmpty();
  }

  @Test
  void reasons_are_few_whatever_a_cluster_says() {
    Map<String, Long> many = new TreeMap<>();
    IntStream.range(0, 50).forEach(number -> many.put("Reason" + number, 1L));
    many.put("Common", 7L);

    assertThat(FileMetrics.few(many))
        .hasSizeLessThanOrEqualTo(21)
        .containsEntry("Common", 7L)
        .containsEntry("Other", 31L);
  }

  private double waiting(String reason) {
    return meters.get("waybill.operator.files.waiting").tag("reason", reason).gauge().value();
  }

  private static FileSlice slice(String first, String second) {
    FileSlice slice = new FileSlice();
    slice.setSpec(new FileSliceSpec(0, 0, 2, "[]"));
    slice.setStatus(
        new FileSliceStatus(
            "RR", List.of(new FileNote(0, first), new FileNote(1, second)), List.of()));
    return slice;
  }
}
