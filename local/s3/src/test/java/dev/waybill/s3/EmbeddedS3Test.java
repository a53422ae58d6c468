package dev.waybill.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3Test {
  private static final int MAX_FORM_BYTES = 1 << 20;

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir Path folder;
  private EmbeddedS3 s3;

  @BeforeEach
  void start() throws IOException {
    s3 = start(folder);
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    s3.close();
  }

  private static EmbeddedS3 start(Path folder) throws IOException {
    return EmbeddedS3.start(
        new EmbeddedS3.Settings(
            folder, 0, "id", "secret", MAX_FORM_BYTES, List.of("inbox", "outbox")));
  }

  private int get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(s3.endpoint().resolve(path)).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private CompletableFuture<HttpResponse<Void>> form(InputStream body) {
    HttpRequest request =
        HttpRequest.newBuilder(s3.endpoint().resolve("/inbox"))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofInputStream(() -> body))
            .build();
    return http.sendAsync(request, BodyHandlers.discarding());
  }

  @Test
  void nobody_reads_or_lists_without_a_signature() throws Exception {
    Files.writeString(folder.resolve("inbox/key"), "secret");

    assertThat(get("/")).isEqualTo(403);
    assertThat(get("/inbox")).isEqualTo(403);
    assertThat(get("/inbox/key")).isEqualTo(403);
  }

  @Test
  void nobody_writes_without_a_policy() throws Exception {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nx\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhello\r\n--b--\r\n";

    assertThat(form(new ByteArrayInputStream(form.getBytes(UTF_8))).get().statusCode())
        .isEqualTo(403);
    assertThat(folder.resolve("inbox/x")).doesNotExist();
  }

  @Test
  void a_form_larger_than_allowed_is_refused() throws Exception {
    String head = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n";
    byte[] form = (head + "x".repeat(2 * MAX_FORM_BYTES) + "\r\n--b--\r\n").getBytes(UTF_8);

    assertThat(form(new ByteArrayInputStream(form)).get().statusCode()).isEqualTo(400);
  }

  @Test
  void forms_come_in_one_at_a_time_and_nothing_else_waits_for_them() throws Exception {
    AtomicReference<CompletableFuture<?>> waiting = new AtomicReference<>();
    try (Socket slow = new Socket(s3.endpoint().getHost(), s3.endpoint().getPort())) {
      String begun =
          "POST /inbox HTTP/1.1\r\nHost: s3\r\nContent-Length: 1000\r\n"
              + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n";
      slow.getOutputStream().write(begun.getBytes(UTF_8));

      await().until(() -> waits(waiting));
      assertThat(get("/inbox")).isEqualTo(403);
    }

    await().until(() -> waiting.get().isDone());
  }

  /** Whether a form that would be answered at once is not. */
  private boolean waits(AtomicReference<CompletableFuture<?>> waiting) throws Exception {
    waiting.set(form(new ByteArrayInputStream("--b--\r\n".getBytes(UTF_8))));
    try {
      waiting.get().get(300, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    }
  }

  @Test
  void what_was_stored_is_there_after_a_restart() throws Exception {
    Files.writeString(folder.resolve("inbox/key"), "kept");
    s3.close();

    s3 = start(folder);

    assertThat(folder.resolve("inbox/key")).hasContent("kept");
    assertThat(get("/inbox/key")).isEqualTo(403);
  }
}
