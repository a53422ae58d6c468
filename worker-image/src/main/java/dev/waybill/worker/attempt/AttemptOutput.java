package dev.waybill.worker.document;

import dev.waybill.storage.archive.Archives;
import dev.waybill.storage.grant.GrantedStore;
import dev.waybill.storage.manifest.DoneMarker;
import dev.waybill.worker.extract.Extraction;
import dev.waybill.worker.extract.Unprocessable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One attempt's way in and out of the store, and the count of what went out. */
final class Outputs {
  /** A local header without its name and extra field (APPNOTE 4.3.7), and with both at most. */
  private static final long HEADER = 30;

  private static final long MAX_HEADER = HEADER + 2 * 0xFFFF;

  /** Most names and extra fields are shorter: one ranged GET is enough. */
  private static final long USUAL_HEADER = HEADER + 1024;

  private static final String JSON = "application/json";

  private final DocumentTask task;
  private final GrantedStore store;
  private final String data;
  private int objects;
  private long bytes;

  Outputs(DocumentTask task, GrantedStore store) {
    this.task = task;
    this.store = store;
    this.data = task.keys().data(task.index(), task.attempt());
  }

  /**
   * @throws dev.waybill.storage.archive.EntryDamaged when the archive does not hold what it says
   */
  void fetch(Path document) throws Unprocessable, IOException {
    if (task.place().size() > task.maxFileBytes()) {
      throw new Unprocessable(
          "the document is larger than a document may be: more than %d bytes"
              .formatted(task.maxFileBytes()));
    }
    long offset = task.place().offset();
    long usual = USUAL_HEADER + task.place().compressedSize();
    try (InputStream head = store.read(offset, usual);
        InputStream rest = store.read(offset + usual, MAX_HEADER - USUAL_HEADER);
        InputStream content = Archives.content(new SequenceInputStream(head, rest), task.place())) {
      Files.copy(content, document);
    }
  }

  /** Everything below {@code data/}. No time of day, no order of chance: the same twice. */
  void store(Extraction extraction, Path text) throws IOException {
    write("text.txt", "text/plain; charset=utf-8", text);
    FileMetadata metadata = FileMetadata.of(task.name(), task.place().size(), extraction);
    write("metadata.json", JSON, OutputJson.write(metadata));
    write("sections/1/result.json", JSON, OutputJson.write(SectionResult.of(extraction)));
  }

  private void write(String name, String contentType, Path file) throws IOException {
    store.write(data + name, contentType, file);
    count(Files.size(file));
  }

  private void write(String name, String contentType, byte[] content) {
    store.write(data + name, contentType, content);
    count(content.length);
  }

  private void count(long size) {
    objects++;
    bytes += size;
  }

  void storeLog(byte[] log) {
    store.write(task.keys().log(task.index(), task.attempt()), "text/plain; charset=utf-8", log);
  }

  /** The log, and last the marker: before it, nothing of this attempt counts. */
  void finish(byte[] log) {
    storeLog(log);
    DoneMarker done =
        new DoneMarker(task.keys().jobId(), task.index(), task.attempt(), objects, bytes);
    store.write(task.keys().done(task.index(), task.attempt()), JSON, OutputJson.write(done));
  }
}
