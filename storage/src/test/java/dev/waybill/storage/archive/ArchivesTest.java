package dev.waybill.storage.archive;

import static dev.waybill.storage.archive.ZipBytes.deflated;
import static dev.waybill.storage.archive.ZipBytes.list;
import static dev.waybill.storage.archive.ZipBytes.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchivesTest {
  private static String content(byte[] archive, ArchiveEntry entry) throws IOException {
    int offset = (int) entry.place().offset();
    ByteArrayInputStream at = new ByteArrayInputStream(archive, offset, archive.length - offset);
    try (InputStream content = Archives.content(at, entry.place())) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource(Zip64Mode.class)
  void what_a_library_writes_is_listed_and_read(Zip64Mode mode) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(mode);
      for (String name : List.of("folder/", "folder/eins.txt", "zwei.txt", "leer.txt")) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        if (!name.endsWith("/") && !name.startsWith("leer")) {
          zip.write(("content of " + name).repeat(100).getBytes(UTF_8));
        }
        zip.closeArchiveEntry();
      }
    }
    byte[] archive = bytes.toByteArray();

    List<ArchiveEntry> entries = list(archive);

    assertThat(entries)
        .extracting(ArchiveEntry::name)
        .containsExactly("eins.txt", "zwei.txt", "leer.txt");
    assertThat(entries).extracting(ArchiveEntry::refusal).containsOnlyNulls();
    assertThat(content(archive, entries.get(0)))
        .isEqualTo("content of folder/eins.txt".repeat(100));
    assertThat(content(archive, entries.get(2))).isEmpty();
  }

  @Test
  void an_archive_in_zip64_form_says_the_same() throws Exception {
    ZipBytes.Entry entry = stored("a.txt", "hello");
    entry.extra = ZipBytes.extra(1, 5, 5, 0);
    entry.size = 0xFFFFFFFFL;
    entry.compressedSize = 0xFFFFFFFFL;
    entry.offset = 0xFFFFFFFFL;
    byte[] archive = ZipBytes.of(entry).zip64().bytes();

    List<ArchiveEntry> entries = list(archive);

    assertThat(entries.getFirst().place().size()).isEqualTo(5);
    assertThat(content(archive, entries.getFirst())).isEqualTo("hello");
  }

  @Test
  void an_archive_behind_other_bytes_and_before_a_comment_is_read() throws Exception {
    byte[] archive =
        ZipBytes.of(stored("a.txt", "hello")).after("#!/bin/sh\n").comment("bye").bytes();

    assertThat(content(archive, list(archive).getFirst())).isEqualTo("hello");
  }

  @Test
  void the_directory_and_not_the_local_header_names_a_file() throws Exception {
    ZipBytes.Entry entry = deflated("true.txt", "hello".getBytes(UTF_8));
    entry.localName = "../../false-and-longer.txt".getBytes(UTF_8);
    entry.localExtra = ZipBytes.extra(0x9999, 1, 2, 3);
    byte[] archive = ZipBytes.of(entry).bytes();

    ArchiveEntry listed = list(archive).getFirst();

    assertThat(listed.name()).isEqualTo("true.txt");
    assertThat(content(archive, listed)).isEqualTo("hello");
  }

  @Test
  void a_small_archive_is_listed_in_one_read_and_a_large_one_in_two() throws Exception {
    byte[] large = new byte[300_000];
    ZipBytes.Entry[] many = new ZipBytes.Entry[9_000];
    Arrays.setAll(many, i -> stored("name-of-file-" + i, "x"));

    assertThat(reads(ZipBytes.of(stored("a", large)).bytes())).isEqualTo(1);
    assertThat(reads(ZipBytes.of(many).bytes())).isEqualTo(2);
  }

  @Test
  void a_file_in_a_tree_of_very_many_folders_is_listed() throws Exception {
    ZipBytes.Entry[] tree = new ZipBytes.Entry[40_002];
    Arrays.setAll(tree, i -> stored("folder-" + i + "/", ""));
    tree[40_001] = stored("folder-0/a.txt", "hello");

    assertThat(list(ZipBytes.of(tree).bytes()))
        .extracting(ArchiveEntry::name)
        .containsExactly("a.txt");
  }

  private static int reads(byte[] archive) throws Exception {
    AtomicInteger reads = new AtomicInteger();
    Archives.list(
        (offset, length) -> {
          reads.incrementAndGet();
          return new ByteArrayInputStream(archive, (int) offset, (int) length);
        },
        archive.length,
        ArchiveLimits.DEFAULT);
    return reads.get();
  }

  @Test
  void two_million_headers_are_refused_before_they_are_read() {
    AtomicLong read = new AtomicLong();
    byte[] end = ZipBytes.of().zip64().claiming(2_000_000).bytes();
    long size = end.length;

    assertThatThrownBy(
            () ->
                Archives.list(
                    (offset, length) -> {
                      read.addAndGet(length);
                      return new ByteArrayInputStream(end, (int) offset, (int) length);
                    },
                    size,
                    ArchiveLimits.DEFAULT))
        .isInstanceOf(ArchiveRefused.class)
        .hasMessage("archive's directory has more than 100000 entries");
    assertThat(read.get()).isLessThan(1_000);
  }

  @Test
  void a_store_that_sends_too_little_is_no_refusal_of_the_archive() {
    assertThatThrownBy(
            () ->
                Archives.list(
                    (offset, length) -> InputStream.nullInputStream(),
                    1_000,
                    ArchiveLimits.DEFAULT))
        .isInstanceOf(IOException.class);
  }
}
