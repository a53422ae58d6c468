package dev.waybill.kubernetes.store;

import dev.waybill.kubernetes.json.Json;
import java.nio.file.Path;
import org.h2.mvstore.MVStoreException;

/** Writes until it cannot; run in a process whose files may not grow. */
final class FullDisk {
  private static final int MOST = 10_000;

  private FullDisk() {}

  public static void main(String[] args) throws Exception {
    ObjectStore store =
        ObjectStore.open(
            Path.of(args[0]), why -> System.out.println("broken: " + why.replace('\n', ' ')));
    for (int i = 0; i < MOST; i++) {
      try {
        store.put(
            new ObjectKey("pods", "default", "p" + i),
            0,
            Json.object().put("text", "x".repeat(10_000)));
      } catch (MVStoreException e) {
        System.out.println("refused after " + i + " writes");
        Runtime.getRuntime().halt(0);
      }
    }
  }
}
