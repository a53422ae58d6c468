package dev.waybill.local.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.client.Download;
import dev.waybill.local.client.FormUpload;
import dev.waybill.local.client.Http;
import dev.waybill.local.client.JobApi;
import dev.waybill.local.client.TokenSource;
import dev.waybill.local.data.Credentials;
import dev.waybill.local.data.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The API of a running stack as any client uses it: HTTP and nothing else. */
final class FrontDoor implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Set<String> ENDS =
      Set.of("SUCCEEDED", "PARTIALLY_SUCCEEDED", "FAILED", "ABORTED");

  private final Http http = new Http();
  private final HttpClient plain = HttpClient.newHttpClient();
  private final URI address;
  private final TokenSource tokens;
  private final JobApi api;
  private final Path temp;

  FrontDoor(URI address, DataFolder folder, Path temp) {
    this.address = address;
    this.tokens = new TokenSource(http, address, Credentials.of(folder), Clock.systemUTC());
    this.api = new JobApi(http, address, tokens);
    this.temp = temp;
  }

  JobApi api() {
    return api;
  }

  /** The answer of {@code POST /jobs}. */
  JsonNode create(String fileName) throws IOException {
    return api.create(fileName, UUID.randomUUID().toString());
  }

  void upload(JsonNode created, byte[] archive) throws IOException {
    Path file = Files.write(Files.createTempFile(temp, "archive", ".zip"), archive);
    FormUpload.send(http, created.path("upload"), file);
  }

  /** Id of a new job whose archive has been uploaded. */
  String send(String fileName, byte[] archive) throws IOException {
    JsonNode created = create(fileName);
    upload(created, archive);
    return created.path("jobId").asText();
  }

  JsonNode until(String jobId, Predicate<JsonNode> state) {
    return await().atMost(LONG).until(() -> api.job(jobId), state);
  }

  JsonNode ended(String jobId) {
    return until(jobId, job -> ENDS.contains(job.path("status").asText()));
  }

  ResultsZip results(JsonNode job) throws IOException {
    Path file = Files.createTempFile(temp, "results", ".zip");
    Download.fetch(http, URI.create(job.path("result").path("downloadUrl").asText()), file);
    return new ResultsZip(file);
  }

  HttpResponse<String> request(String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(LONG)
            .header("Authorization", "Bearer " + tokens.token())
            .method(method, BodyPublishers.noBody())
            .build();
    return plain.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
    plain.close();
  }
}
