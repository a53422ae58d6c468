package dev.waybill.local.system;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What is wrong, the archive, and the reason that its job fails with. */
final class RefusedArchives {
  private RefusedArchives() {}

  /** At most 20 files and 4 MiB declared. */
  static Stream<Arguments> all() {
    OddZip two = OddZip.of("a.txt", "A letter.", "b.txt", "Another.");
    return Stream.of(
        Arguments.of(
            "text", "A letter.".repeat(9).getBytes(StandardCharsets.UTF_8), "not a zip archive"),
        Arguments.of("a cut end", two.cut(30), "archive is truncated"),
        Arguments.of(
            "other disks",
            OddZip.of("a.txt", "x").onAnotherDisk().bytes(),
            "archive spans several disks"),
        Arguments.of(
            "too many files", OddZip.zeros(21, 1).bytes(), "archive has more than 20 files"),
        Arguments.of(
            "too many bytes",
            OddZip.zeros(5, 1 << 20).bytes(),
            "archive declares more than 4194304 bytes"),
        Arguments.of(
            "a bomb",
            OddZip.zeros(1, 2 << 20).bytes(),
            "archive expands too much: zeros-0 over 200:1"),
        Arguments.of(
            "overlapping entries",
            OddZip.of("a.txt", "A letter.", "b.txt", "Another.").overlapping().bytes(),
            "archive has overlapping entries: a.txt and b.txt"),
        Arguments.of("no file", OddZip.of("folder/", "").bytes(), "archive has no file"),
        Arguments.of(
            "every file encrypted",
            OddZip.of("a", "x", "b", "y").encrypted(0).encrypted(1).bytes(),
            "every file of the archive is encrypted"));
  }
}
