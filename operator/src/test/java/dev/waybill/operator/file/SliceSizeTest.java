package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceSpec;
import dev.waybill.crds.FileState;
import dev.waybill.crds.FileTable;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.pod.Reasons;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceSizeTest {
  private static final int ATTEMPTS = Waybill.MAX_COUNTED_ATTEMPTS + Waybill.MAX_DISRUPTED_ATTEMPTS;
  private static final Instant TIME = Instant.ofEpochSecond(9_999_999_999L);

  /** Characters whose JSON or UTF-8 is longest for their count. */
  @ParameterizedTest
  @ValueSource(strings = {"\"", "\\", "\u001b", "\u20ac", "\ud83d\ude00", "x"})
  void a_slice_stays_below_one_mebibyte_whatever_its_names_and_reasons(String text) {
    FileSlice slice = slice(text);

    assertThat(Serialization.asJson(slice).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(1 << 20);
    assertThat(slice.getStatus().attempts()).hasSizeLessThanOrEqualTo(3100);
    assertThat(SliceBook.write(SliceBook.read(slice))).isEqualTo(slice.getStatus());
  }

  private static FileSlice slice(String text) {
    String name = fill(text.equals("\u001b") ? "x" : text, 255);
    List<FileEntry> files =
        IntStream.range(9_999_800, 9_999_900)
            .mapToObj(
                index ->
                    new FileEntry(
                        index,
                        name,
                        5L << 40,
                        5L << 40,
                        5L << 40,
                        9,
                        0xFFFF_FFFFL,
                        fill(text, 256)))
            .toList();
    FileSlice slice = new FileSlice();
    slice.setMetadata(
        new ObjectMetaBuilder().withName("x".repeat(40) + "-99999").withNamespace("ns").build());
    slice.setSpec(new FileSliceSpec(99_999, 9_999_800, files.size(), FileTable.encode(files)));
    slice.setStatus(SliceBook.write(files.stream().map(file -> progress(file, text)).toList()));
    return slice;
  }

  private static FileProgress progress(FileEntry file, String text) {
    String reason = Reasons.of(text.repeat(5000));
    List<Attempt> attempts =
        IntStream.rangeClosed(1, ATTEMPTS)
            .mapToObj(
                number ->
                    new Attempt(
                        file.index(),
                        number,
                        AttemptKind.FAILED,
                        137,
                        TIME,
                        TIME,
                        "p",
                        "n",
                        reason))
            .toList();
    return new FileProgress(file, FileState.FAILED, attempts, reason + " (after 10 attempts)");
  }

  /** As often as it fits into so many bytes of UTF-8. */
  private static String fill(String text, int bytes) {
    return text.repeat(bytes / text.getBytes(StandardCharsets.UTF_8).length);
  }
}
