package dev.waybill.local.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Which archives {@code run} has begun and not seen to their end. What is kept is the
 * Idempotency-Key of {@code POST /jobs}: sent again, it finds the job, whenever the first start was
 * cut.
 */
public final class RunMemory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /** What is kept of one run. */
  record Entry(ArchiveFile archive, String key) {}

  public RunMemory(DataFolder data) {
    this.folder = data.runs();
  }

  /** The key of an unfinished run of exactly this archive. */
  public Optional<String> find(ArchiveFile archive) {
    Path file = file(archive);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      Entry entry = JSON.readValue(file.toFile(), Entry.class);
      return entry.archive().equals(archive) ? Optional.of(entry.key()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A new run of this archive: its key. */
  public String begin(ArchiveFile archive) {
    String key = UUID.randomUUID().toString();
    try {
      PrivateFiles.write(file(archive), JSON.writeValueAsBytes(new Entry(archive, key)));
      return key;
    } catch (IOException e) {
      throw new Trouble("the data folder " + folder.getParent() + " cannot be written", e);
    }
  }

  /** The run has ended, whichever way; the next one is a new one. */
  public void end(ArchiveFile archive) {
    try {
      Files.deleteIfExists(file(archive));
    } catch (IOException e) {
      throw new Trouble("the data folder " + folder.getParent() + " cannot be written", e);
    }
  }

  private Path file(ArchiveFile archive) {
    UUID name = UUID.nameUUIDFromBytes(archive.toString().getBytes(StandardCharsets.UTF_8));
    return folder.resolve(name + ".json");
  }
}
