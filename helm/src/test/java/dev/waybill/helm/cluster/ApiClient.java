package dev.waybill.helm.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.client.Download;
import dev.waybill.local.client.FormUpload;
import dev.waybill.local.client.Http;
import dev.waybill.local.client.JobApi;
import dev.waybill.local.client.TokenSource;
import dev.waybill.local.data.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** The client that an installation was made with, at an address of its API. */
final class ApiClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Set<String> ENDS =
      Set.of("SUCCEEDED", "PARTIALLY_SUCCEEDED", "FAILED", "ABORTED");

  private final Http http = new Http();
  private final JobApi api;

  ApiClient(Installation installed, URI address) {
    Credentials credentials =
        new Credentials(
            installed.secret("waybill-client", "clientId"),
            installed.secret("waybill-client", "clientSecret"));
    api = new JobApi(http, address, new TokenSource(http, address, credentials, Clock.systemUTC()));
  }

  /**
   * @return the job's id
   */
  String submit(Path archive) throws IOException {
    JsonNode created = api.create(archive.getFileName().toString(), UUID.randomUUID().toString());
    FormUpload.send(http, created.path("upload"), archive);
    return created.path("jobId").asText();
  }

  JsonNode job(String id) throws IOException {
    return api.job(id);
  }

  /** The job, once it has ended. */
  JsonNode ended(String id) {
    return await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> api.job(id), job -> ENDS.contains(job.path("status").asText()));
  }

  /** The results of a job that has some. */
  Path results(JsonNode job, Path to) throws IOException {
    Download.fetch(http, URI.create(job.path("result").path("downloadUrl").asText()), to);
    return to;
  }

  @Override
  public void close() {
    http.close();
  }
}
