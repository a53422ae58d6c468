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
import java.util.concurrent.atomic.AtomicLong;

/**
 * One listing of a job's outputs, of which only the completed attempts' data counts.
 *
 * @param maxObjects that are taken in: the listing and the zip's directory are held whole
 * @param maxKeys characters of their keys together
 */
record OutputListing(ObjectStore store, String bucket, JobKeys keys, int maxObjects, long maxKeys) {

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
    AtomicInteger objects = new AtomicInteger();
    AtomicLong characters = new AtomicLong();
    store.list(
        bucket,
        keys.outputs(),
        object -> {
          FileOutput output = byPrefix.get(attempt(object.ref().key()));
          if (output == null) {
            return;
          }
          int count = objects.incrementAndGet();
          if (characters.addAndGet(object.ref().key().length()) <= maxKeys && count <= maxObjects) {
            output.objects().add(object);
          }
        });
    require(objects.get(), maxObjects, "objects");
    require(characters.get(), maxKeys, "characters of objects' keys");
  }

  private static void require(long are, long most, String what) throws TaskFailed {
    if (are > most) {
      throw new TaskFailed(
          "the outputs are %d %s, and results.zip may hold %d".formatted(are, what, most), false);
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
