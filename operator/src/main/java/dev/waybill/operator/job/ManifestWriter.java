package dev.waybill.operator.job;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.crds.FileSlice;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.manifest.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes {@code manifest.json}, file by file as the slices have them. */
final class ManifestWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ManifestWriter.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private final ObjectStore store;
  private final String outputBucket;
  private final SkippedOutputs skipped;

  ManifestWriter(ObjectStore store, String outputBucket) {
    this.store = store;
    this.outputBucket = outputBucket;
    this.skipped = new SkippedOutputs(store, outputBucket);
  }

  /**
   * @param since when the job was made: an earlier one of the same id may have left a manifest
   */
  boolean written(JobKeys keys, Instant since) {
    return store
        .head(ObjectRef.of(outputBucket, keys.manifest()))
        .filter(manifest -> manifest.writtenSince(since))
        .isPresent();
  }

  /**
   * @param fileName as the client called the archive
   * @param slices all of the job's, every file ended
   * @param ownContainer whether outputs are a user's, of which not all may have been delivered
   */
  void write(
      JobKeys keys,
      String fileName,
      String createdAt,
      Instant now,
      List<FileSlice> slices,
      boolean ownContainer)
      throws IOException {
    ObjectRef ref = ObjectRef.of(outputBucket, keys.manifest());
    try (ObjectStore.Upload upload = store.upload(ref, "application/json");
        JsonGenerator json = JSON.createGenerator(upload)) {
      json.writeStartObject();
      json.writeStringField("jobId", keys.jobId());
      json.writeStringField("fileName", fileName);
      json.writeStringField("createdAt", createdAt);
      json.writeStringField("finishedAt", now.truncatedTo(ChronoUnit.SECONDS).toString());
      json.writeArrayFieldStart("files");
      writeFiles(json, keys, slices, ownContainer);
      json.writeEndArray();
      json.writeEndObject();
      json.flush();
      upload.complete();
    }
    try {
      sweep(keys, slices);
    } catch (StoreException e) {
      LOG.warn(
          "what attempts of {} left stays until its data goes: {}", keys.jobId(), e.getMessage());
    }
  }

  private void writeFiles(
      JsonGenerator json, JobKeys keys, List<FileSlice> slices, boolean ownContainer)
      throws IOException {
    List<FileSlice> ordered =
        slices.stream()
            .sorted(Comparator.comparing(slice -> slice.getSpec().firstIndex()))
            .toList();
    for (FileSlice slice : ordered) {
      List<Manifest.File> files = ManifestFiles.of(keys, slice);
      for (Manifest.File file : ownContainer ? skipped.in(files) : files) {
        json.writeObject(file);
      }
    }
  }

  /**
   * Of a completed file only the attempt that completed it keeps its output; all keep their logs.
   */
  private void sweep(JobKeys keys, List<FileSlice> slices) {
    for (FileSlice slice : slices) {
      for (Manifest.File file : ManifestFiles.of(keys, slice)) {
        if (file.output() != null) {
          file.attempts().stream()
              .map(Manifest.Attempt::number)
              .filter(number -> !keys.attempt(file.index(), number).equals(file.output()))
              .forEach(number -> sweep(keys, file.index(), number));
        }
      }
    }
  }

  /** Its marker first: output without one is nobody's. */
  private void sweep(JobKeys keys, int file, int attempt) {
    store.delete(outputBucket, List.of(keys.done(file, attempt)));
    store.deleteAll(outputBucket, keys.data(file, attempt));
  }
}
