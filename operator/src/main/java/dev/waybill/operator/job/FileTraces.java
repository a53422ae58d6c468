package dev.waybill.operator.job;

import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectStore;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What attempts left in the store: all that is known of files whose slice was lost. */
final class FileTraces {
  private static final Pattern OUTPUT = Pattern.compile("(\\d{1,7})/(\\d{1,4})/(.*)");

  /**
   * @param lastAttempt the highest number that wrote anything
   * @param doneAttempt one whose output is whole, null: none is
   */
  record Trace(int lastAttempt, Integer doneAttempt) {
    static final Trace NONE = new Trace(0, null);

    private Trace with(int attempt, boolean done) {
      return new Trace(
          Math.max(lastAttempt, attempt), done ? Integer.valueOf(attempt) : doneAttempt);
    }
  }

  private FileTraces() {}

  /** By index of the file. */
  static Map<Integer, Trace> read(ObjectStore store, String bucket, JobKeys keys) {
    Map<Integer, Trace> traces = new HashMap<>();
    store.list(bucket, keys.outputs(), object -> add(traces, keys, object));
    return traces;
  }

  private static void add(Map<Integer, Trace> traces, JobKeys keys, ObjectInfo object) {
    Matcher key = OUTPUT.matcher(object.ref().key().substring(keys.outputs().length()));
    if (key.matches()) {
      int index = Integer.parseInt(key.group(1));
      int attempt = Integer.parseInt(key.group(2));
      boolean done = object.ref().key().equals(keys.done(index, attempt));
      traces.put(index, traces.getOrDefault(index, Trace.NONE).with(attempt, done));
    }
  }
}
