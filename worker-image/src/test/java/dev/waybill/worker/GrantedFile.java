package dev.waybill.worker;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.archive.EntryPlace;
import dev.waybill.storage.grant.Grant;
import dev.waybill.storage.grant.Grants;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** File 7 of a job of its own, as a pod is given it. */
public record GrantedFile(WorkerStore store, JobKeys keys) {
  private static final JsonMapper JSON = new JsonMapper();

  public static GrantedFile of(WorkerStore store) {
    return new GrantedFile(store, new JobKeys(UUID.randomUUID().toString()));
  }

  public Map<String, String> env(byte[] archive, int attempt) throws Exception {
    return env(archive, attempt, UnaryOperator.identity());
  }

  public Map<String, String> env(byte[] archive, int attempt, UnaryOperator<Grant> change)
      throws Exception {
    ObjectRef ref = ObjectRef.of(WorkerStore.IN, keys.upload("a.zip"));
    store.store().put(ref, archive, "application/zip");
    Grants grants =
        new Grants(
            store.store(),
            store.store().head(ref).orElseThrow(),
            WorkerStore.OUT,
            keys,
            Duration.ofHours(1),
            16 << 20);
    Map<String, String> env = new HashMap<>();
    env.put("WAYBILL_JOB_ID", keys.jobId());
    env.put("WAYBILL_FILE_INDEX", "7");
    env.put("WAYBILL_ATTEMPT", Integer.toString(attempt));
    env.put("WAYBILL_FILE_NAME", entry(archive).getName());
    env.put("WAYBILL_FILE_PLACE", JSON.writeValueAsString(place(archive)));
    env.put("WAYBILL_GRANT", change.apply(grants.mint(List.of(7), Instant.now()).get(7)).toJson());
    return env;
  }

  public static byte[] archive(String name, byte[] content) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  public static EntryPlace place(byte[] archive) throws Exception {
    ZipArchiveEntry entry = entry(archive);
    return new EntryPlace(
        entry.getLocalHeaderOffset(),
        entry.getCompressedSize(),
        entry.getSize(),
        entry.getMethod(),
        entry.getCrc());
  }

  private static ZipArchiveEntry entry(byte[] archive) throws Exception {
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(archive)).get()) {
      return zip.getEntries().nextElement();
    }
  }
}
