package dev.waybill.worker.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * What a document's zip container says of itself, looked at before a parser does: office parsers
 * mend a truncated container and go on with what is left of it, and unpack whatever they are given.
 */
final class ZipContainer {
  private static final byte[] SIGNATURE = {'P', 'K', 3, 4};

  /** The rule for entries of an archive (contract, idp), for parts that are parsed. */
  static final int MAX_EXPANSION = 200;

  private static final long HARMLESS_BYTES = 1L << 20;

  private ZipContainer() {}

  static void check(Path file) throws Unprocessable {
    try (ZipFile zip = ZipFile.builder().setPath(file).setIgnoreLocalFileHeader(true).get()) {
      if (Collections.list(zip.getEntries()).stream().anyMatch(ZipContainer::isBomb)) {
        throw new Unprocessable(Reasons.BOMB);
      }
    } catch (IOException e) {
      throw new Unprocessable("the document is damaged: its zip container is incomplete");
    }
  }

  static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
    }
  }

  /** Pictures of one colour shrink without limit, and nobody unpacks them. */
  private static boolean isBomb(ZipArchiveEntry entry) {
    String name = entry.getName().toLowerCase(Locale.ROOT);
    boolean parsed = name.endsWith("ml") || name.endsWith(".rels");
    return parsed
        && entry.getSize() > HARMLESS_BYTES
        && entry.getSize() / Math.max(1, entry.getCompressedSize()) > MAX_EXPANSION;
  }
}
