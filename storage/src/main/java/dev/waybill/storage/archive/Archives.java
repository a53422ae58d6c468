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
   * Only the central directory is believed.
   *
   * @throws ArchiveRefused with the contract's reason
   * @throws dev.waybill.storage.StoreException CHANGED when the object was overwritten meanwhile
   */
  public static List<ArchiveEntry> list(ObjectStore store, ObjectInfo archive, ArchiveLimits limits)
      throws ArchiveRefused, IOException {
    return list(
        (offset, length) -> store.read(archive.ref(), archive.eTag(), offset, length),
        archive.size(),
        limits);
  }

  static List<ArchiveEntry> list(Ranges ranges, long size, ArchiveLimits limits)
      throws ArchiveRefused, IOException {
    Tail tail = Tail.read(ranges, size);
    EndRecord end = EndRecord.find(tail, ranges);
    end.check(limits);
    List<DirectoryHeader> headers = DirectoryReader.read(tail, ranges, end);
    ArchivePolicy.check(headers, end.directoryStart(), limits);
    return Entries.of(headers);
  }

  /**
   * An entry's content, out of a stream that begins at its local header: decompressed, never longer
   * than declared, its CRC checked at the end; what does not hold is an {@link EntryDamaged}. The
   * header takes 30 bytes to 128 KiB before the data, which only itself tells. An IOException of
   * the given stream stays what it is; closing the content closes that stream.
   */
  public static InputStream content(InputStream fromLocalHeader, EntryPlace place)
      throws IOException {
    return EntryContent.open(fromLocalHeader, place);
  }
}
