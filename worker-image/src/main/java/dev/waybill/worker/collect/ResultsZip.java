package dev.waybill.worker.collect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * results.zip as it is written: the same entries give the same bytes. Zip64 records appear where
 * the number of entries or a size needs them (the JDK's writer sees to it).
 */
final class ResultsZip {
  /** The earliest that a zip can say; the same for every entry. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();

  /** The default layout ends lines as the machine does. */
  private static final DefaultPrettyPrinter LAYOUT =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private final ZipOutputStream zip;

  ResultsZip(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /** The first entry, {@code manifest.json}. */
  void manifest(PublicManifest manifest) throws IOException {
    begin("manifest.json");
    JSON.writer(LAYOUT).writeValue(zip, manifest);
    zip.closeEntry();
  }

  void entry(String name, InputStream content) throws IOException {
    begin(name);
    content.transferTo(zip);
    zip.closeEntry();
  }

  private void begin(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
  }

  /** Writes the directory; what is written to stays open. */
  void finish() throws IOException {
    zip.finish();
    zip.flush();
  }
}
