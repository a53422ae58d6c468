package dev.waybill.worker.collect;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.manifest.DoneMarker;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.storage.text.DisplayText;
import dev.waybill.worker.TaskFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a completed file left in the store.
 *
 * @param folder its name in results.zip
 * @param prefix of the attempt that completed it, with a slash at its end
 * @param objects below {@code data/}, in key order
 */
record FileOutput(
    Manifest.File file, String folder, String bucket, String prefix, List<ObjectInfo> objects) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An empty level or one of dots, a backslash, a control character. */
  private static final Pattern UNSAFE = Pattern.compile("(?:^|/)\\.{0,2}(?:/|$)|[\\\\\\p{Cntrl}]");

  /** A hundred skipped files with long names are a tenth of this. */
  private static final int MAX_MARKER = 1 << 20;

  String nameOf(ObjectInfo object) {
    return object.ref().key().substring((prefix + "data/").length());
  }

  /** A pod that touched a client's bytes chose the names: none of them may leave the folder. */
  void requireSafeNames() throws TaskFailed {
    for (ObjectInfo object : objects) {
      String name = nameOf(object);
      if (UNSAFE.matcher(name).find()) {
        throw failed("has an object that no zip may hold: " + DisplayText.of(name, 100));
      }
    }
  }

  /** As many objects and bytes as the attempt said when it was done. */
  void requireWhole(ObjectStore store) throws TaskFailed, IOException {
    DoneMarker done = marker(store);
    long bytes = objects.stream().mapToLong(ObjectInfo::size).sum();
    if (objects.size() < done.objects() || bytes < done.bytes()) {
      throw incomplete(
          "%d of %d objects, %d of %d bytes"
              .formatted(objects.size(), done.objects(), bytes, done.bytes()));
    }
  }

  private DoneMarker marker(ObjectStore store) throws TaskFailed, IOException {
    ObjectRef ref = ObjectRef.of(bucket, prefix + "done.json");
    try (InputStream in = store.read(ref, null, 0, MAX_MARKER)) {
      DoneMarker done = JSON.readValue(in, DoneMarker.class);
      if (done != null) {
        return done;
      }
    } catch (JacksonException e) {
      // As good as none.
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.NOT_FOUND) {
        throw e;
      }
    }
    throw incomplete("done.json is missing");
  }

  private TaskFailed incomplete(String what) {
    return failed("is incomplete: " + what);
  }

  private TaskFailed failed(String what) {
    return new TaskFailed(
        "the output of file %d (%s) %s".formatted(file.index(), file.name(), what), false);
  }
}
