package dev.waybill.operator.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.storage.text.DisplayText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
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

  /** In the files' order, an empty list for a file without any. To be asked slice by slice. */
  List<ArrayNode> of(List<Manifest.File> files) throws IOException {
    try (ExecutorService readers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<ArrayNode>> all =
          files.stream().map(file -> readers.submit(() -> of(file))).toList();
      List<ArrayNode> lists = new ArrayList<>();
      for (Future<ArrayNode> one : all) {
        lists.add(result(one));
      }
      return lists;
    }
  }

  private static ArrayNode result(Future<ArrayNode> one) throws IOException {
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

  private ArrayNode of(Manifest.File file) throws IOException {
    if (file.output() == null) {
      return JSON.createArrayNode();
    }
    // the attempt's prefix, as JobKeys.done has it
    ObjectRef marker = ObjectRef.of(outputBucket, file.output() + "done.json");
    try (InputStream content = store.read(marker)) {
      return skipped(content.readNBytes(MAX_BYTES));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return JSON.createArrayNode();
      }
      throw e;
    }
  }

  private static ArrayNode skipped(byte[] marker) throws IOException {
    ArrayNode known = JSON.createArrayNode();
    try {
      for (JsonNode one : JSON.readTree(marker).path("skipped")) {
        if (known.size() < MAX_ENTRIES) {
          known
              .addObject()
              .put("path", DisplayText.of(one.path("path").asText()))
              .put("reason", DisplayText.of(one.path("reason").asText()));
        }
      }
    } catch (JsonProcessingException e) {
      // a marker that is cut off or no JSON tells nothing
    }
    return known;
  }
}
