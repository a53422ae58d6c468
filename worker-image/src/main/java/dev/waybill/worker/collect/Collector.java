package dev.waybill.worker.collect;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.worker.TaskFailed;
import dev.waybill.worker.TaskLog;
import dev.waybill.worker.collect.ReadAhead.Fetched;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.io.input.BoundedInputStream;

/** From the manifest and the outputs that it names to results.zip, as a stream. */
final class Collector {
  /** Ten thousand files with the most attempts that a slice keeps are a quarter of this. */
  private static final long MAX_MANIFEST = 256L << 20;

  /**
   * Some 500 bytes of heap each, with their entry in the zip's directory, and their names twice: a
   * pod of 1 GiB has it.
   */
  private static final int MAX_OBJECTS = 500_000;

  private static final long MAX_KEYS = 60_000_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectStore store;
  private final String bucket;
  private final JobKeys keys;
  private final TaskLog log;

  Collector(ObjectStore store, String bucket, JobKeys keys, TaskLog log) {
    this.store = store;
    this.bucket = bucket;
    this.keys = keys;
    this.log = log;
  }

  void collect() throws TaskFailed, IOException, InterruptedException {
    Manifest manifest = manifest();
    List<FileOutput> outputs =
        new OutputListing(store, bucket, keys, MAX_OBJECTS, MAX_KEYS).of(manifest);
    log.line(
        "job %s: %d of %d files completed"
            .formatted(keys.jobId(), outputs.size(), manifest.files().size()));
    ObjectRef results = ObjectRef.of(bucket, keys.results());
    try (ObjectStore.Upload upload = store.upload(results, "application/zip");
        ReadAhead ahead = new ReadAhead(store, outputs)) {
      ResultsZip zip = new ResultsZip(upload);
      zip.manifest(PublicManifest.of(manifest, outputs));
      for (Fetched file = ahead.next(); file != null; file = ahead.next()) {
        add(zip, file);
      }
      zip.finish();
      ObjectInfo stored = upload.complete();
      log.line("results.zip: %d bytes".formatted(stored.size()));
    }
  }

  private void add(ResultsZip zip, Fetched file) throws IOException {
    for (ObjectInfo object : file.output().objects()) {
      byte[] held = file.small().get(object.ref().key());
      try (InputStream content =
          held == null ? ReadAhead.open(store, object) : new ByteArrayInputStream(held)) {
        zip.entry(file.output().folder() + "/" + file.output().nameOf(object), content);
      }
    }
  }

  private Manifest manifest() throws TaskFailed, IOException {
    try (InputStream in =
        BoundedInputStream.builder()
            .setInputStream(store.read(ObjectRef.of(bucket, keys.manifest())))
            .setMaxCount(MAX_MANIFEST)
            .get()) {
      Manifest manifest = JSON.readValue(in, Manifest.class);
      if (manifest == null || manifest.files() == null) {
        throw new TaskFailed("the job's manifest lists no files", false);
      }
      return manifest;
    } catch (JacksonException e) {
      throw new TaskFailed("the job's manifest cannot be read", false);
    }
  }
}
