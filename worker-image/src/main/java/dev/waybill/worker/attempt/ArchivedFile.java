package dev.waybill.worker.attempt;

import dev.waybill.storage.archive.Archives;
import dev.waybill.storage.archive.EntryPlace;
import dev.waybill.storage.grant.GrantedStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** An attempt's own file, read out of the job's archive by range, with the attempt's grant. */
public record ArchivedFile(EntryPlace place, GrantedStore store) {
  /** A local header without its name and extra field (APPNOTE 4.3.7), and with both at most. */
  private static final long HEADER = 30;

  private static final long MAX_HEADER = HEADER + 2 * 0xFFFF;

  /** Most names and extra fields are shorter: one ranged GET is enough. */
  private static final long USUAL_HEADER = HEADER + 1024;

  /**
   * Writes the content, of the declared size and checksum; a step that is run again replaces what
   * it wrote before.
   *
   * @throws dev.waybill.storage.archive.EntryDamaged when the archive does not hold what it says
   * @throws dev.waybill.storage.StoreException when the store is in the way
   */
  public void fetch(Path file) throws IOException {
    long offset = place.offset();
    long usual = USUAL_HEADER + place.compressedSize();
    try (InputStream head = store.read(offset, usual);
        InputStream rest = store.read(offset + usual, MAX_HEADER - USUAL_HEADER);
        InputStream content = Archives.content(new SequenceInputStream(head, rest), place)) {
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
