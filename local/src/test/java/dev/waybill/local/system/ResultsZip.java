package dev.waybill.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A results.zip, read whole into memory where it is asked for. */
record ResultsZip(Path file) {
  String text(String entry) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry found = zip.getEntry(entry);
      if (found == null) {
        throw new AssertionError(entry + " is not in the results");
      }
      return new String(zip.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first parts of the entries' names: the documents, and {@code manifest.json}. */
  Set<String> documents() {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().map(e -> e.getName().split("/")[0]).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
