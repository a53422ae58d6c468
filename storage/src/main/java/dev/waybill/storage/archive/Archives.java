package dev.waybill.storage.archive;

import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** An archive in the store, read in place by ranged GETs. */
public final class Archives {
  private Archives() {}

  /**
   * Every file of the archive, in directory order, a few ranged GETs, pinned to the object's ETag.
   *
   * @throws ArchiveRefused with the contract's reason
   * @throws dev.waybill.storage.StoreException CHANGED when the object was overwritten meanwhile
   */
  public static List<ArchiveEntry> list(ObjectStore store, ObjectInfo archive, ArchiveLimits limits)
      throws ArchiveRefused, IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * An entry's content, out of a stream that begins at its local header: decompressed, never longer
   * than declared, its CRC checked at the end; what does not hold is an {@link EntryDamaged}.
   */
  public static InputStream content(InputStream fromLocalHeader, EntryPlace place)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
