package dev.waybill.worker.extract;

import java.nio.file.Files;
import java.nio.file.Path;

/** An extraction with its text, for tests. */
record Extracted(Extraction extraction, String text) {

  static Extracted of(Path folder, String name, byte[] content) throws Exception {
    return of(new Extractor(ExtractLimits.DEFAULT), folder, name, content);
  }

  static Extracted of(Extractor extractor, Path folder, String name, byte[] content)
      throws Exception {
    Path file = Files.write(Files.createTempFile(folder, "in", ""), content);
    Path text = folder.resolve(file.getFileName() + ".txt");
    Extraction extraction = extractor.extract(file, name, text);
    return new Extracted(extraction, Files.readString(text));
  }
}
