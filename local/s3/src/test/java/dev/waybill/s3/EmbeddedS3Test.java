package dev.waybill.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3Test {
  @TempDir Path folder;

  @Test
  void nobody_reads_or_lists_without_a_signature() throws Exception {
    try (EmbeddedS3 s3 = start()) {
      assertThat(get(s3.endpoint().resolve("/inbox"))).isEqualTo(403);
      Files.writeString(folder.resolve("inbox/key"), "secret");
      assertThat(get(s3.endpoint().resolve("/inbox/key"))).isEqualTo(403);
    }
  }

  private EmbeddedS3 start() throws Exception {
    return EmbeddedS3.start(
        new EmbeddedS3.Settings(folder, 0, "id", "secret", 1 << 20, List.of("inbox", "outbox")));
  }

  private static int get(URI uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
