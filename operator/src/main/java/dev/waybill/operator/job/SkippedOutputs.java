package dev.waybill.operator.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.manifest.DoneMarker;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.storage.manifest.Skipped;
import dev.waybill.storage.text.DisplayText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What users' containers wrote and nobody delivered, as their attempts' {@code done.json} have it:
 * a list of {@code path} and {@code reason} for each file.
 */
final class SkippedOutputs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 8;

  /** Of a marker; a longer one is not ours. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int MAX_ENTRIES = 100;

  private final ObjectStore store;
  private final String outputBucket;

  SkippedOutputs(ObjectStore store, String outputBucket) {
    this.store = store;
    this.outputBucket = outputBucket;
  }

  /** The files, each with what of its output was left out. To be asked slice by slice. */
  List<Manifest.File> in(List<Manifest.File> files) throws IOException {
    try (ExecutorService readers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<Manifest.File>> all =
          files.stream().map(file -> readers.submit(() -> in(file))).toList();
      List<Manifest.File> known = new ArrayList<>();
      for (Future<Manifest.File> one : all) {
        known.add(result(one));
      }
      return known;
    }
  }

  private static Manifest.File result(Future<Manifest.File> one) throws IOException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException trouble) {
        throw trouble;
      }
      throw new IOException("a marker could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while markers were read", e);
    }
  }

  private Manifest.File in(Manifest.File file) throws IOException {
    List<Skipped> skipped = file.output() == null ? List.of() : below(file.output());
    return skipped.isEmpty()
        ? file
        : new Manifest.File(
            file.index(),
            file.name(),
            file.state(),
            file.reason(),
            file.attempts(),
            file.output(),
            skipped);
  }

  /**
   * @param prefix of an attempt
   */
  private List<Skipped> below(String prefix) throws IOException {
    try (InputStream content = store.read(ObjectRef.of(outputBucket, prefix + "done.json"))) {
      return skipped(content.readNBytes(MAX_BYTES));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  private static List<Skipped> skipped(byte[] marker) throws IOException {
    try {
      DoneMarker done = JSON.readValue(marker, DoneMarker.class);
      return done == null || done.skipped() == null
          ? List.of()
          : done.skipped().stream()
              .filter(Objects::nonNull)
              .limit(MAX_ENTRIES)
              .map(SkippedOutputs::shown)
              .toList();
    } catch (JsonProcessingException e) {
      // a marker that is cut off or no JSON tells nothing
      return List.of();
    }
  }

  private static Skipped shown(Skipped one) {
    return new Skipped(DisplayText.of(one.path()), DisplayText.of(one.reason()));
  }
}
