package dev.waybill.storage.archive;

import static dev.waybill.storage.archive.ZipBytes.deflated;
import static dev.waybill.storage.archive.ZipBytes.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waybill.storage.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EntryContentTest {
  private static final byte[] TEXT = "All work and no play. ".repeat(5_000).getBytes(UTF_8);

  private static EntryPlace place(ZipBytes.Entry entry) {
    return new EntryPlace(0, entry.compressedSize, entry.size, entry.method, entry.crc);
  }

  private static InputStream open(ZipBytes.Entry entry) throws IOException {
    return Archives.content(new ByteArrayInputStream(ZipBytes.of(entry).bytes()), place(entry));
  }

  /** Literals alone mean the same in deflate and deflate64. */
  private static ZipBytes.Entry deflate64(byte[] content) {
    ZipBytes.Entry entry = deflated("a", content, Deflater.HUFFMAN_ONLY);
    entry.method = 9;
    return entry;
  }

  static Stream<Arguments> methods() {
    return Stream.of(
        arguments("stored", stored("a", TEXT)),
        arguments("deflate", deflated("a", TEXT)),
        arguments("deflate64", deflate64(TEXT)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void content_is_unpacked(String method, ZipBytes.Entry entry) throws Exception {
    try (InputStream content = open(entry)) {
      assertThat(content).as(method).hasBinaryContent(TEXT);
      assertThat(content.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void content_longer_than_declared_is_damage(String method, ZipBytes.Entry entry) {
    entry.size -= 1;
    damaged(method, entry, "entry is longer than declared");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void content_shorter_than_declared_is_damage(String method, ZipBytes.Entry entry) {
    entry.size += 1;
    damaged(method, entry, "entry is shorter than declared");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void a_wrong_checksum_is_damage(String method, ZipBytes.Entry entry) {
    entry.crc ^= 1;
    damaged(method, entry, "entry's checksum does not match");
  }

  private static void damaged(String what, ZipBytes.Entry entry, String reason) {
    assertThatThrownBy(() -> open(entry).readAllBytes())
        .as(what)
        .isInstanceOf(EntryDamaged.class)
        .hasMessage(reason);
  }

  @Test
  void the_last_bytes_of_a_damaged_entry_are_not_handed_out() throws Exception {
    ZipBytes.Entry entry = stored("a", "hello");
    entry.crc ^= 1;

    try (InputStream content = open(entry)) {
      assertThat(content.readNBytes(4)).isEqualTo("hell".getBytes(UTF_8));
      assertThatThrownBy(content::read).isInstanceOf(EntryDamaged.class);
    }
  }

  @Test
  void an_empty_entry_is_read_and_its_checksum_counts() throws Exception {
    assertThat(open(stored("a", ""))).isEmpty();
    ZipBytes.Entry wrong = stored("a", "");
    wrong.crc = 1;
    damaged("empty", wrong, "entry's checksum does not match");
  }

  @Test
  void nonsense_instead_of_compressed_data_is_damage_and_never_another_failure() {
    Random random = new Random(42);
    for (int method : new int[] {8, 9}) {
      for (int i = 0; i < 500; i++) {
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        ZipBytes.Entry entry = stored("a", noise);
        entry.method = method;
        entry.size = 100_000;
        assertThatThrownBy(() -> open(entry).readAllBytes()).isInstanceOf(EntryDamaged.class);
      }
    }
  }

  @Test
  void an_entry_that_is_not_where_it_should_be_is_damage() {
    EntryPlace place = place(stored("a", TEXT));
    assertThatThrownBy(() -> Archives.content(InputStream.nullInputStream(), place))
        .isInstanceOf(EntryDamaged.class)
        .hasMessage("entry is not where the archive's directory says");
    assertThatThrownBy(() -> Archives.content(new ByteArrayInputStream(TEXT), place))
        .isInstanceOf(EntryDamaged.class);
  }

  @Test
  void an_archive_that_ends_within_an_entry_is_damage() {
    byte[] archive = ZipBytes.of(stored("a", TEXT)).bytes();
    for (int length : new int[] {30, 31, 1_000}) {
      assertThatThrownBy(
              () ->
                  Archives.content(
                          new ByteArrayInputStream(Arrays.copyOf(archive, length)),
                          place(stored("a", TEXT)))
                      .readAllBytes())
          .isInstanceOf(EntryDamaged.class)
          .hasMessage("entry is truncated");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void trouble_with_the_store_is_not_damage(String method, ZipBytes.Entry entry) {
    byte[] half = Arrays.copyOf(ZipBytes.of(entry).bytes(), 100);
    IOException reset = new IOException("connection reset");
    StoreException gone = new StoreException(StoreException.Kind.UNAVAILABLE, "gone", null);

    assertThatThrownBy(() -> Archives.content(broken(half, reset), place(entry)).readAllBytes())
        .as(method)
        .isSameAs(reset);
    assertThatThrownBy(() -> Archives.content(broken(half, gone), place(entry)).readAllBytes())
        .isSameAs(gone);
  }

  private static InputStream broken(byte[] first, Exception failure) {
    InputStream breaks =
        new InputStream() {
          @Override
          public int read() throws IOException {
            if (failure instanceof IOException io) {
              throw io;
            }
            throw (RuntimeException) failure;
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(first), breaks);
  }
}
