package dev.waybill.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.local.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  private static final byte[] RESULTS = "results".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final Http http = new Http();
  private HttpServer store;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext(
        "/",
        call -> {
          call.sendResponseHeaders(status, RESULTS.length);
          call.getResponseBody().write(RESULTS);
          call.close();
        });
    store.start();
  }

  @AfterEach
  void stop() {
    http.close();
    store.stop(0);
  }

  @Test
  void nothing_of_a_download_that_was_killed_gets_into_the_next() throws IOException {
    String pid = Long.toString(ProcessHandle.current().pid());
    Files.writeString(folder.resolve(".results.zip." + pid + ".part"), "a longer one, cut off");
    Files.writeString(folder.resolve(".results.zip.part"), "another, cut off");

    fetch();

    assertThat(folder.resolve("results.zip")).hasBinaryContent(RESULTS);
  }

  @Test
  void a_file_that_is_there_stays_where_the_store_refuses() throws IOException {
    Files.writeString(folder.resolve("results.zip"), "before");
    status = 403;

    assertThatThrownBy(this::fetch).isInstanceOf(Trouble.class).hasMessageContaining("403");

    assertThat(folder).isDirectoryNotContaining("glob:**.part");
    assertThat(folder.resolve("results.zip")).hasContent("before");
  }

  private void fetch() throws IOException {
    URI from = URI.create("http://127.0.0.1:" + store.getAddress().getPort() + "/results.zip");
    Download.fetch(http, from, folder.resolve("results.zip"));
  }
}
