package dev.waybill.worker.collect;

import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.worker.TaskFailed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One listing of a job's outputs, of which only the completed attempts' data counts. */
record OutputListing(ObjectStore store, String bucket, JobKeys keys) {

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
    store.list(bucket, keys.outputs(), object -> sort(object, byPrefix));
    for (FileOutput output : byPrefix.values()) {
      output.requireSafeNames();
    }
    return byPrefix.values().stream()
        .sorted(Comparator.comparingInt((FileOutput output) -> output.file().index()))
        .toList();
  }

  private static void sort(ObjectInfo object, Map<String, FileOutput> byPrefix) {
    String key = object.ref().key();
    int data = key.indexOf("/data/");
    FileOutput output = data < 0 ? null : byPrefix.get(key.substring(0, data + 1));
    if (output != null) {
      output.objects().add(object);
    }
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
