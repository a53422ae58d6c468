package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Archives that go in, and what comes out. */
final class Archives {
  static final Path DOCUMENTS = Path.of("../samples/documents.zip");

  private Archives() {}

  /** So many letters. */
  static Path letters(Path folder, int count) throws IOException {
    Path archive = folder.resolve("letters-" + count + ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (int i = 0; i < count; i++) {
        zip.putNextEntry(new ZipEntry("letter-" + i + ".txt"));
        zip.write(("Letter number " + i + " of the harbour.").getBytes(StandardCharsets.UTF_8));
      }
    }
    return archive;
  }

  /** Holds two results to each other: the same entries with the same bytes, but for times. */
  static void assertSame(Path one, Path other) throws IOException {
    try (ZipFile first = new ZipFile(one.toFile());
        ZipFile second = new ZipFile(other.toFile())) {
      List<String> names = names(first);
      assertThat(names).isEqualTo(names(second)).hasSizeGreaterThan(1);
      for (String name : names) {
        if (!name.equals("manifest.json")) {
          assertThat(bytes(first, name)).as(name).isEqualTo(bytes(second, name));
        }
      }
    }
  }

  private static List<String> names(ZipFile zip) {
    return new ArrayList<>(zip.stream().map(ZipEntry::getName).sorted().toList());
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    return zip.getInputStream(zip.getEntry(name)).readAllBytes();
  }
}
