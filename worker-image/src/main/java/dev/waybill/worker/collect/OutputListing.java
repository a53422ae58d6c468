package dev.waybill.worker.collect;

import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.worker.TaskFailed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One listing of a job's outputs, of which only the completed attempts' data counts.
 *
 * @param maxObjects that are taken in: the listing and the zip's directory are held whole
 */
record OutputListing(ObjectStore store, String bucket, JobKeys keys, int maxObjects) {

  /** The completed files, by index; other attempts' outputs and earlier results are not in it. */
  List<FileOutput> of(Manifest manifest) throws TaskFailed {
    Map<Integer, String> folders = ResultNames.of(manifest.files());
    Map<String, FileOutput> byPrefix = new HashMap<>();
    for (Manifest.File file : manifest.files()) {
      if (file.state().equals("COMPLETED")) {
        String prefix = prefix(file);
        byPrefix.put(
            prefix,
            new FileOutput(file, folders.get(file.index()), bucket, prefix, new ArrayList<>()));
      }
    }
    list(byPrefix);
    for (FileOutput output : byPrefix.values()) {
      output.requireSafeNames();
    }
    return byPrefix.values().stream()
        .sorted(Comparator.comparingInt((FileOutput output) -> output.file().index()))
        .toList();
  }

  private void list(Map<String, FileOutput> byPrefix) throws TaskFailed {
    AtomicInteger left = new AtomicInteger(maxObjects);
    store.list(
        bucket,
        keys.outputs(),
        object -> {
          FileOutput output = byPrefix.get(attempt(object.ref().key()));
          if (output != null && left.getAndDecrement() > 0) {
            output.objects().add(object);
          }
        });
    if (left.get() < 0) {
      throw new TaskFailed(
          "the outputs are %d objects, and results.zip may hold %d"
              .formatted(maxObjects - left.get(), maxObjects),
          false);
    }
  }

  /** Empty for what is not an attempt's data. */
  private static String attempt(String key) {
    int data = key.indexOf("/data/");
    return data < 0 ? "" : key.substring(0, data + 1);
  }

  private String prefix(Manifest.File file) throws TaskFailed {
    String output = file.output();
    if (output == null || !output.startsWith(keys.file(file.index()))) {
      throw new TaskFailed(
          "the manifest names no output of its own for file " + file.index(), false);
    }
    return output.endsWith("/") ? output : output + "/";
  }
}
