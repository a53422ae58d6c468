package dev.waybill.local.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code walk.sh} sends and what it shows of it, with curl and an API that is played. */
class WalkScriptTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "s: \"3\\cr+et% ü";
  private static final String KEY = "jobs/1/a \"quoted\" 50% \\ü;type=x@<.zip";
  private static final String POLICY = "signed-policy-4711+/=";

  @TempDir Path temp;
  private HttpServer api;
  private Path archive;
  private volatile String authorization = "";
  private volatile String upload = "";
  private volatile List<String> commandLines = List.of();

  @BeforeEach
  void start() throws IOException {
    assumeTrue(onPath("curl") && onPath("jq") && onPath("unzip"), "curl, jq or unzip is missing");
    archive = Files.writeString(temp.resolve("letters.zip"), "the archive");
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/", this::play);
    api.start();
  }

  @AfterEach
  void stop() {
    if (api != null) {
      api.stop(0);
    }
  }

  @Test
  void the_client_is_sent_form_encoded_and_without_a_line_end_that_an_editor_left()
      throws Exception {
    walk("a client", SECRET + "\r\n");

    String pair =
        new String(
            Base64.getDecoder().decode(authorization.substring("Basic ".length())),
            StandardCharsets.UTF_8);
    assertThat(pair.split(":"))
        .extracting(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
        .containsExactly("a client", SECRET);
  }

  @Test
  void every_field_of_the_form_is_sent_as_it_is_and_the_file_last() throws Exception {
    ScriptRun run = walk("mailroom", "s3cret");

    assertThat(run.out()).contains("(2 form fields and the file)");
    assertThat(run.err()).contains("job 1 ended FAILED: as played");
    assertThat(upload.replaceAll("--+[\\w-]+", "--"))
        .containsSubsequence(
            "name=\"key\"\r\n\r\n" + KEY + "\r\n--",
            "name=\"policy\"\r\n\r\n" + POLICY + "\r\n--",
            "name=\"file\"; filename=\"letters.zip\"",
            "\r\n\r\nthe archive\r\n--");
  }

  @Test
  void no_process_has_the_forms_signature_the_secret_or_the_token_on_its_command_line()
      throws Exception {
    walk("mailroom", "plain-secret-4711");

    assertThat(commandLines)
        .anySatisfy(line -> assertThat(line).contains("curl", "letters.zip"))
        .noneSatisfy(line -> assertThat(line).contains(POLICY))
        .noneSatisfy(line -> assertThat(line).contains("plain-secret-4711"))
        .noneSatisfy(line -> assertThat(line).contains("token-4711"));
  }

  /** The job fails, so that there are no results to be fetched. */
  private ScriptRun walk(String clientId, String clientSecret) throws Exception {
    Path credentials = temp.resolve("credentials.json");
    Map<String, String> client = Map.of("clientId", clientId, "clientSecret", clientSecret);
    Files.write(credentials, JSON.writeValueAsBytes(client));
    ScriptRun run =
        ScriptRun.of(
            temp,
            Map.of(),
            "walk.sh",
            "--url",
            url(),
            "--credentials",
            credentials.toString(),
            archive.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    return run;
  }

  private void play(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    Object answer =
        switch (exchange.getRequestURI().getPath()) {
          case "/oauth2/token" -> {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            yield Map.of("access_token", "token-4711");
          }
          case "/jobs" -> created();
          case "/upload" -> {
            upload = new String(request, StandardCharsets.UTF_8);
            commandLines =
                ProcessHandle.allProcesses()
                    .map(process -> process.info().commandLine())
                    .flatMap(Optional::stream)
                    .toList();
            yield Map.of();
          }
          default -> Map.of("status", "FAILED", "error", "as played");
        };
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Map<String, Object> created() {
    Map<String, String> fields = new TreeMap<>(Map.of("key", KEY, "policy", POLICY));
    return Map.of(
        "jobId", "1", "upload", Map.of("uploadUrl", url() + "/upload", "requiredHeaders", fields));
  }

  private String url() {
    return "http://127.0.0.1:" + api.getAddress().getPort();
  }

  private static boolean onPath(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Path.of(folder, tool).toFile().canExecute());
  }
}
