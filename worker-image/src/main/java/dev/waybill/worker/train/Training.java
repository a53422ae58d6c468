package dev.waybill.worker.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.archive.EntryPlace;
import dev.waybill.storage.grant.Grant;
import dev.waybill.worker.ExitCode;
import dev.waybill.worker.Worker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What workers do in their lives, all of it in one process, for the JVM to watch: the image's AOT
 * cache is made of what it sees here. What a pod does not do has no place here: the JVM of every
 * pod pays for each class of the cache.
 */
public final class Training {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JobKeys KEYS = new JobKeys("00000000-0000-4000-8000-000000000000");
  private static final long MAX_BYTES = 16L << 20;

  private Training() {}

  /**
   * Processes every document of an archive as a pod would, against stores that are this process.
   *
   * @throws IllegalStateException when a document is not processed
   */
  public static void run(Path archive) throws IOException {
    try (LoopbackStore plain = LoopbackStore.plain();
        LoopbackCertificate certificate = LoopbackCertificate.make();
        LoopbackStore secure = LoopbackStore.secure(certificate);
        InputStream file = Files.newInputStream(archive);
        ZipInputStream documents = new ZipInputStream(file)) {
      certificate.trust();
      for (ZipEntry entry; (entry = documents.getNextEntry()) != null; ) {
        byte[] document = documents.readAllBytes();
        process(entry.getName(), document, plain);
        process(entry.getName(), document, secure);
      }
    }
  }

  /** Each in an archive of its own, where its place is known without a look at the directory. */
  private static void process(String name, byte[] document, LoopbackStore store)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(entry);
      zip.write(document);
    }
    store.hold(archive.toByteArray());
    Worker.Outcome outcome = Worker.run(List.of("document"), env(entry, store), System.out);
    if (outcome.exitCode() != ExitCode.DONE) {
      throw new IllegalStateException(name + ": " + outcome.message());
    }
  }

  private static Map<String, String> env(ZipEntry entry, LoopbackStore store)
      throws JsonProcessingException {
    EntryPlace place =
        new EntryPlace(
            0, entry.getCompressedSize(), entry.getSize(), entry.getMethod(), entry.getCrc());
    return Map.of(
        "WAYBILL_JOB_ID", KEYS.jobId(),
        "WAYBILL_FILE_INDEX", "0",
        "WAYBILL_ATTEMPT", "1",
        "WAYBILL_FILE_NAME", entry.getName(),
        "WAYBILL_FILE_PLACE", JSON.writeValueAsString(place),
        "WAYBILL_GRANT", grant(store).toJson());
  }

  private static Grant grant(LoopbackStore store) {
    return new Grant(
        store.archiveUrl(),
        "\"training\"",
        store.formsUrl(),
        Map.of("policy", "training"),
        KEYS.prefix(),
        MAX_BYTES,
        Long.MAX_VALUE);
  }
}
