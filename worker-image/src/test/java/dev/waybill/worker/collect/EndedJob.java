package dev.waybill.worker.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.manifest.DoneMarker;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.worker.WorkerStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What the workers of a job and the operator have left in the store when its results are collected.
 */
record EndedJob(WorkerStore store, JobKeys keys) {
  private static final JsonMapper JSON = new JsonMapper();

  void output(int index, int attempt, String name, String text) throws JsonProcessingException {
    Map<String, String> data =
        Map.of("text.txt", text, "metadata.json", "{}", "sections/1/result.json", "{\"a\":1}");
    data.forEach((key, content) -> store.put(keys.data(index, attempt) + key, content));
    long bytes =
        data.values().stream().mapToInt(s -> s.getBytes(StandardCharsets.UTF_8).length).sum();
    store.put(keys.log(index, attempt), "log of " + name);
    store.put(
        keys.done(index, attempt),
        JSON.writeValueAsString(new DoneMarker(keys.jobId(), index, attempt, 3, bytes, null)));
  }

  void manifest(Manifest.File... files) throws JsonProcessingException {
    store.put(keys.manifest(), JSON.writeValueAsString(of(files)));
  }

  Manifest of(Manifest.File... files) {
    return new Manifest(
        keys.jobId(),
        "documents.zip",
        "2026-01-23T10:00:00Z",
        "2026-01-23T10:10:00Z",
        List.of(files));
  }

  Manifest.File completed(int index, String name, int attempt) {
    return file(index, name, "COMPLETED", null, keys.attempt(index, attempt));
  }

  static Manifest.File file(int index, String name, String state, String reason, String output) {
    Manifest.Attempt attempt =
        new Manifest.Attempt(
            1,
            "FAILED",
            1,
            reason,
            "2026-01-23T10:01:00Z",
            "2026-01-23T10:02:00Z",
            "pod-7",
            "node-7");
    return new Manifest.File(index, name, state, reason, List.of(attempt), output);
  }
}
