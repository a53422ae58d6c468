package dev.waybill.local.data;

import dev.waybill.local.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An archive as it lies on disk.
 *
 * @param path absolute, links followed
 * @param name as it was given, which may be a link's
 * @param size in bytes
 * @param sha256 lower-case hex
 */
public record ArchiveFile(String path, String name, long size, String sha256) {

  /**
   * @throws Trouble where it cannot be read
   */
  public static ArchiveFile of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long size = new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      String path = file.toRealPath().toString();
      String name = file.getFileName().toString();
      return new ArchiveFile(path, name, size, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw new Trouble(file + " cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
