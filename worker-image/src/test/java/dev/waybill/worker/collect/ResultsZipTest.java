package dev.waybill.worker.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsZipTest {
  @TempDir Path folder;

  @Test
  void more_entries_than_a_plain_zip_can_count_are_all_there() throws Exception {
    Path file = folder.resolve("results.zip");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      ResultsZip zip = new ResultsZip(out);
      for (int i = 0; i < 70_000; i++) {
        zip.entry(i + ".txt/text.txt", new ByteArrayInputStream(new byte[] {1}));
      }
      zip.finish();
    }

    try (ZipFile read = ZipFile.builder().setPath(file).get()) {
      assertThat(Collections.list(read.getEntries())).hasSize(70_000);
      assertThat(read.getInputStream(read.getEntry("69999.txt/text.txt")).readAllBytes())
          .containsExactly(1);
    }
  }
}
