package dev.waybill.storage.archive;

import static dev.waybill.storage.archive.ZipBytes.list;
import static dev.waybill.storage.archive.ZipBytes.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntriesTest {
  private static final int UNIX = 3;

  private static List<ArchiveEntry> listed(ZipBytes.Entry... entries) throws Exception {
    return list(ZipBytes.of(entries).bytes());
  }

  private static List<String> names(String... paths) throws Exception {
    ZipBytes.Entry[] entries =
        Arrays.stream(paths).map(path -> stored(path, "x")).toArray(ZipBytes.Entry[]::new);
    return listed(entries).stream().map(ArchiveEntry::name).toList();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("encrypted", e -> e.flags = 1, "entry is encrypted"),
        refusal("AES", e -> e.method = 99, "entry is encrypted"),
        refusal("strong", e -> e.flags = 1 << 6, "entry is encrypted"),
        refusal("a link", e -> mode(e, 0120777), "entry is a symbolic link"),
        refusal("a device", e -> mode(e, 0060644), "entry is not a regular file"),
        refusal("a full folder", e -> mode(e, 0040755), "entry is not a regular file"),
        refusal("a backslash", e -> e.named(bytes("\\")), "is not a file name"),
        refusal("bzip2", e -> e.method = 12, "compression method 12 is not supported"),
        refusal("no size", e -> e.size = 0xFFFFFFFFL, "entry's size is unknown"),
        refusal("a bell", e -> e.named(bytes("\u0007.txt")), "has control characters"),
        refusal("a C1 control", e -> e.named(bytes("\u009b.txt")), "has control characters"),
        refusal("too long", e -> e.named(bytes("x".repeat(256))), "longer than 255 bytes"),
        refusal("too long", e -> e.named(bytes("ü".repeat(128))), "longer than 255 bytes"),
        refusal("itself", e -> e.named(bytes("a/.")), "is not a file name"),
        refusal("the parent", e -> e.named(bytes("../..")), "is not a file name"),
        refusal("nameless", e -> e.named(bytes("")), "is not a file name"));
  }

  private static Arguments refusal(String what, Consumer<ZipBytes.Entry> change, String reason) {
    return arguments(what, change, reason);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static void mode(ZipBytes.Entry entry, int mode) {
    entry.madeBy = UNIX;
    entry.attributes = mode << 16;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void a_single_entry_is_refused_and_the_others_are_not(
      String what, Consumer<ZipBytes.Entry> change, String reason) throws Exception {
    ZipBytes.Entry entry = stored("odd", "x");
    change.accept(entry);

    List<ArchiveEntry> entries = listed(entry, stored("good", "x"));

    assertThat(entries.getFirst().refusal()).as(what).contains(reason);
    assertThat(entries.getLast().refusal()).isNull();
  }

  @Test
  void refused_names_are_fit_to_be_shown() throws Exception {
    assertThat(names("a\u001b[1m", "..", ".", "", "ü".repeat(200)))
        .containsExactly("a\\u001b[1m", "__", "_", "__1", "ü".repeat(127));
  }

  @ParameterizedTest
  @CsvSource({
    "a/b/c.txt, c.txt",
    "a\\b\\c.txt, c.txt",
    "/etc/passwd, passwd",
    "../../up.txt, up.txt",
    "C:\\temp\\c.txt, c.txt",
    "a\\report\\, report",
    "a/report\\\\, report",
    "a/letter/, letter",
    "...,  ...",
    "__MACOSX, __MACOSX",
    "a/__MACOSX.txt, __MACOSX.txt",
  })
  void names_are_flattened_to_their_base(String path, String name) throws Exception {
    assertThat(names(path)).containsExactly(name);
  }

  @Test
  void directories_and_what_finder_adds_are_skipped() throws Exception {
    ZipBytes.Entry unixFolder = stored("unix", "");
    mode(unixFolder, 0040755);
    ZipBytes.Entry dosFolder = stored("dos", "");
    dosFolder.attributes = 0x10;

    List<ArchiveEntry> entries =
        listed(
            stored("folder/", ""),
            stored("windows\\", ""),
            unixFolder,
            dosFolder,
            stored("__MACOSX/folder/._a", "x"),
            stored("folder/.DS_Store", "x"),
            stored("folder/a", "x"));

    assertThat(entries).extracting(ArchiveEntry::name).containsExactly("a");
  }

  @Test
  void a_taken_name_gets_the_first_free_number_in_directory_order() throws Exception {
    assertThat(names("x/a.txt", "y/A.TXT", "a_1.txt", "z/a.txt", "b", "c/b", ".rc", "d/.rc"))
        .containsExactly("a.txt", "A_1.TXT", "a_1_1.txt", "a_2.txt", "b", "b_1", ".rc", ".rc_1");
  }

  @Test
  void names_that_differ_in_their_normal_form_alone_are_told_apart() throws Exception {
    assertThat(names("mac/re\u0301sume\u0301.pdf", "win/r\u00e9sum\u00e9.pdf"))
        .containsExactly("re\u0301sume\u0301.pdf", "r\u00e9sum\u00e9_1.pdf");
  }

  @Test
  void a_numbered_name_keeps_to_255_bytes() throws Exception {
    String longest = "ü".repeat(125) + ".txt";

    assertThat(names("a/" + longest, "b/" + longest))
        .containsExactly(longest, "ü".repeat(124) + "_1.txt");
  }

  @Test
  void names_are_utf8_where_they_can_be_and_else_cp437() throws Exception {
    ZipBytes.Entry old = stored("", "x").named(new byte[] {(byte) 0x81, '.', 't', 'x', 't'});
    ZipBytes.Entry unflagged = stored("é.txt", "x");
    ZipBytes.Entry flagged = stored("日本.txt", "x");
    flagged.flags = 1 << 11;

    assertThat(listed(old, unflagged, flagged))
        .extracting(ArchiveEntry::name)
        .containsExactly("ü.txt", "é.txt", "日本.txt");
  }

  @Test
  void a_second_name_in_an_extra_field_is_not_believed() throws Exception {
    ZipBytes.Entry entry = stored("true.txt", "x");
    entry.extra = ZipBytes.extra(0x7075, 0x4141414141414101L);

    assertThat(listed(entry)).extracting(ArchiveEntry::name).containsExactly("true.txt");
  }
}
