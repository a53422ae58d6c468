package dev.waybill.local.client;

import dev.waybill.local.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** A presigned GET into a file that changes only once all of it is there. */
public final class Download {
  private static final Duration LONGEST = Duration.ofHours(1);

  private Download() {}

  public static void fetch(Http http, URI from, Path to) throws IOException {
    Path target = to.toAbsolutePath();
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      HttpRequest request = HttpRequest.newBuilder(from).timeout(LONGEST).build();
      HttpResponse<Path> response = http.send(request, BodyHandlers.ofFile(part));
      if (response.statusCode() != 200) {
        throw new Trouble("the store answered " + response.statusCode() + " to the download");
      }
      replace(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void replace(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
