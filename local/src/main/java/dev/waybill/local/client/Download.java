package dev.waybill.local.client;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

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
    // Of this process alone: two that write into one file make a result that is neither's.
    String part = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    fetch(http, from, target.resolveSibling(part), target);
  }

  private static void fetch(Http http, URI from, Path part, Path target) throws IOException {
    try {
      HttpRequest request = HttpRequest.newBuilder(from).timeout(LONGEST).build();
      HttpResponse<Path> response =
          http.send(request, BodyHandlers.ofFile(part, CREATE, WRITE, TRUNCATE_EXISTING));
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
