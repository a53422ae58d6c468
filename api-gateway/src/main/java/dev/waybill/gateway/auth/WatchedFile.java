package dev.waybill.gateway.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file whose content may be replaced while the gateway runs (a mounted Secret being rotated).
 * Read at start, where a fault is fatal; looked at again at most every few seconds, where a fault
 * is logged and the last good content stays.
 */
final class WatchedFile<T> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final long MAX_BYTES = 4L << 20;

  private final Path path;
  private final Function<byte[], T> parse;
  private byte[] bytes;
  private T content;
  private long nextLook;

  /**
   * @param parse throws IllegalArgumentException, in words without a secret
   */
  WatchedFile(Path path, Function<byte[], T> parse) {
    this.path = path;
    this.parse = parse;
    this.bytes = read();
    this.content = parse.apply(bytes);
    this.nextLook = System.nanoTime() + EVERY.toNanos();
  }

  synchronized T content() {
    if (System.nanoTime() - nextLook >= 0) {
      nextLook = System.nanoTime() + EVERY.toNanos();
      look();
    }
    return content;
  }

  private void look() {
    try {
      byte[] now = read();
      if (!Arrays.equals(now, bytes)) {
        content = parse.apply(now);
        bytes = now;
        LOG.info("Read {} again: its content has changed", path);
      }
    } catch (IllegalArgumentException | UncheckedIOException e) {
      LOG.error("Cannot use {}: its last good content stays in use: {}", path, e.getMessage());
    }
  }

  private byte[] read() {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new IllegalArgumentException(path + " is larger than " + MAX_BYTES + " bytes");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
