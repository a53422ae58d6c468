package dev.waybill.storage.archive;

import static dev.waybill.storage.archive.ZipBytes.deflated;
import static dev.waybill.storage.archive.ZipBytes.list;
import static dev.waybill.storage.archive.ZipBytes.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveRefusalTest {
  private static final ArchiveLimits LIMITS = new ArchiveLimits(3, 1_000_000, 200, 10_000);

  static Stream<Arguments> refused() {
    byte[] good = ZipBytes.of(stored("a.txt", "hello")).bytes();
    return Stream.of(
        arguments("nothing", new byte[0], "not a zip archive"),
        arguments("text", "I am a letter.".repeat(100).getBytes(UTF_8), "not a zip archive"),
        arguments("a cut end", cut(good, 1), "archive is truncated"),
        arguments("a line after it", followed(good, "\r\n"), AFTER),
        arguments("noughts after it", followed(good, "\0".repeat(512)), AFTER),
        arguments("a page after it, zip64", followed(zip64(), "x".repeat(4096)), AFTER),
        arguments("a line after a comment", followed(commented(), "\n"), AFTER),
        arguments("an archive in what is left", halfOf(good), "archive is truncated"),
        arguments("the mark of an end in it", halfOf("PK\5\6".getBytes(UTF_8)), "is truncated"),
        arguments("a cut comment", cut(commented(), 1), "archive is truncated"),
        arguments("a cut middle", without(good, 2, 10), "archive is truncated"),
        arguments("other disks", ZipBytes.of(stored("a", "x")).onDisk(1).bytes(), SEVERAL),
        arguments("other disks, zip64", multiDiskZip64(), SEVERAL),
        arguments("an entry elsewhere", ZipBytes.of(elsewhere()).bytes(), SEVERAL),
        arguments("a first part", "PK\7\10PK\3\4 and so on".getBytes(UTF_8), SEVERAL),
        arguments("too many files", four(), "archive has more than 3 files"),
        arguments("many headers", ZipBytes.of().zip64().claiming(100_001).bytes(), ENTRIES),
        arguments("a wrong count", ZipBytes.of(stored("a", "x")).claiming(2).bytes(), DAMAGED),
        arguments("a count too small", ZipBytes.of(four4()).claiming(3).bytes(), DAMAGED),
        arguments("too many bytes", ZipBytes.of(declaring(2_000_000)).bytes(), "1000000 bytes"),
        arguments("a sum of bytes", sum(), "archive declares more than 1000000 bytes"),
        arguments("a bomb", ZipBytes.of(bomb()).bytes(), "archive expands too much: zeros over"),
        arguments("the same place", overlap(0), "archive has overlapping entries: a and b"),
        arguments("quoted headers", overlap(33), "archive has overlapping entries: a and b"),
        arguments("data that is not there", ZipBytes.of(beyond()).bytes(), "archive is truncated"),
        arguments("nothing in it", ZipBytes.of().bytes(), "archive has no file"),
        arguments("what Finder adds", ZipBytes.of(junk()).bytes(), "archive has no file"),
        arguments("only secrets", ZipBytes.of(encrypted("a"), encrypted("b")).bytes(), SECRET));
  }

  private static final String SEVERAL = "archive spans several disks";
  private static final String AFTER = "archive has data after its end";
  private static final String ENTRIES = "archive's directory has more than 100000 entries";
  private static final String DAMAGED = "archive is truncated or its directory is damaged";
  private static final String SECRET = "every file of the archive is encrypted";

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void an_archive_is_refused_with_its_reason(String what, byte[] archive, String reason) {
    assertThatThrownBy(() -> list(archive, LIMITS))
        .as(what)
        .isInstanceOf(ArchiveRefused.class)
        .hasMessageContaining(reason);
  }

  @Test
  void what_touches_every_limit_is_taken() throws Exception {
    ZipBytes.Entry ratio = deflated("ratio", new byte[10_000]);
    byte[] archive =
        ZipBytes.of(ratio, stored("full", new byte[990_000]), encrypted("secret")).bytes();
    ArchiveLimits exact =
        new ArchiveLimits(3, 1_000_001, (int) (10_000 / ratio.compressedSize) + 1, 9_999);

    assertThat(list(archive, exact)).hasSize(3);
  }

  @Test
  void a_reason_shows_a_hostile_name_escaped() {
    ZipBytes.Entry bomb = deflated("\u001b[2Jzeros", new byte[900_000]);

    assertThatThrownBy(() -> list(ZipBytes.of(bomb).bytes(), LIMITS))
        .hasMessage("archive expands too much: \\u001b[2Jzeros over 200:1");
  }

  @Test
  void a_directory_too_large_is_not_read() {
    ZipBytes.Entry[] wide = new ZipBytes.Entry[400];
    Arrays.setAll(wide, i -> stored("a" + i, "x"));
    byte[] extra = new byte[60_000];
    Arrays.stream(wide).forEach(entry -> entry.extra = extra);

    assertThatThrownBy(() -> list(ZipBytes.of(wide).bytes(), LIMITS))
        .isInstanceOf(ArchiveRefused.class)
        .hasMessage("archive's directory has more than 20971520 bytes");
  }

  private static byte[] cut(byte[] bytes, int count) {
    return Arrays.copyOf(bytes, bytes.length - count);
  }

  private static byte[] followed(byte[] archive, String text) {
    byte[] more = Arrays.copyOf(archive, archive.length + text.length());
    System.arraycopy(text.getBytes(UTF_8), 0, more, archive.length, text.length());
    return more;
  }

  private static byte[] zip64() {
    return ZipBytes.of(stored("a", "x")).zip64().bytes();
  }

  private static byte[] commented() {
    return ZipBytes.of(stored("a", "x")).comment("bye").bytes();
  }

  /** An archive that is cut off after what its first entry holds, and some more. */
  private static byte[] halfOf(byte[] content) {
    byte[] whole = ZipBytes.of(stored("a", content), stored("b", "y".repeat(500))).bytes();
    return Arrays.copyOf(whole, 31 + content.length + 200);
  }

  private static byte[] without(byte[] bytes, int from, int count) {
    byte[] cut = new byte[bytes.length - count];
    System.arraycopy(bytes, 0, cut, 0, from);
    System.arraycopy(bytes, from + count, cut, from, cut.length - from);
    cut[2] = 3;
    cut[3] = 4;
    return cut;
  }

  private static byte[] multiDiskZip64() {
    return ZipBytes.of(stored("a", "x")).onDisk(2).zip64().bytes();
  }

  private static ZipBytes.Entry elsewhere() {
    ZipBytes.Entry entry = stored("a", "x");
    entry.disk = 1;
    return entry;
  }

  private static ZipBytes.Entry[] four4() {
    return new ZipBytes.Entry[] {
      stored("a", "1"), stored("b", "2"), stored("c", "3"), stored("d", "4")
    };
  }

  private static byte[] four() {
    return ZipBytes.of(four4()).bytes();
  }

  private static ZipBytes.Entry declaring(long size) {
    ZipBytes.Entry entry = deflated("big", "x".repeat(20_000).getBytes(UTF_8));
    entry.size = size;
    return entry;
  }

  private static byte[] sum() {
    return ZipBytes.of(stored("a", new byte[600_000]), stored("b", new byte[600_000])).bytes();
  }

  private static ZipBytes.Entry bomb() {
    return deflated("zeros", new byte[900_000]);
  }

  private static byte[] overlap(int between) {
    ZipBytes.Entry first = stored("a", "x".repeat(200));
    ZipBytes.Entry second = stored("b", "y".repeat(100));
    second.offset = between;
    return ZipBytes.of(first, second).bytes();
  }

  private static ZipBytes.Entry beyond() {
    ZipBytes.Entry entry = stored("a", "x");
    entry.compressedSize = 5_000;
    return entry;
  }

  private static ZipBytes.Entry[] junk() {
    return new ZipBytes.Entry[] {
      stored("a/", ""), stored("__MACOSX/._a", "x"), stored("a/.DS_Store", "x")
    };
  }

  private static ZipBytes.Entry encrypted(String name) {
    ZipBytes.Entry entry = stored(name, "x");
    entry.flags = 1;
    return entry;
  }
}
