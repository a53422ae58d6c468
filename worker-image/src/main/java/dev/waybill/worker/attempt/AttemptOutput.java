package dev.waybill.worker.attempt;

import dev.waybill.storage.grant.GrantedStore;
import dev.waybill.storage.manifest.DoneMarker;
import dev.waybill.storage.manifest.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What one attempt leaves in the store, and the count of it. */
public final class AttemptOutput {
  private static final String JSON = "application/json";

  private final Attempt attempt;
  private final GrantedStore store;
  private final String data;
  private int objects;
  private long bytes;

  public AttemptOutput(Attempt attempt, GrantedStore store) {
    this.attempt = attempt;
    this.store = store;
    this.data = attempt.keys().data(attempt.index(), attempt.number());
  }

  /**
   * @param name below {@code data/}
   */
  public void write(String name, String contentType, Path file) throws IOException {
    write(name, contentType, Files.size(file), () -> Files.newInputStream(file));
  }

  /** An object of {@code size} bytes, streamed. */
  public void write(String name, String contentType, long size, GrantedStore.Content content)
      throws IOException {
    store.write(data + name, contentType, size, content);
    count(size);
  }

  /** JSON for people. */
  public void writeJson(String name, Object value) {
    byte[] content = OutputJson.write(value);
    store.write(data + name, JSON, content);
    count(content.length);
  }

  private void count(long size) {
    objects++;
    bytes += size;
  }

  public void storeLog(byte[] log) {
    store.write(
        attempt.keys().log(attempt.index(), attempt.number()), "text/plain; charset=utf-8", log);
  }

  /**
   * The marker, last of all: before it, nothing of this attempt counts.
   *
   * @param skipped what was to be stored and could not be; bounded
   */
  public void finish(List<Skipped> skipped) {
    DoneMarker done =
        new DoneMarker(
            attempt.keys().jobId(), attempt.index(), attempt.number(), objects, bytes, skipped);
    store.write(
        attempt.keys().done(attempt.index(), attempt.number()), JSON, OutputJson.write(done));
  }
}
