package dev.waybill.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.client.Download;
import dev.waybill.local.client.FileLine;
import dev.waybill.local.client.Http;
import dev.waybill.local.client.JobApi;
import dev.waybill.local.client.TokenSource;
import dev.waybill.local.data.ArchiveFile;
import dev.waybill.local.data.Credentials;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.data.RunMemory;
import dev.waybill.local.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One archive, from the file on disk to its results. */
public final class ArchiveRun {
  private static final Set<String> ENDS =
      Set.of("SUCCEEDED", "PARTIALLY_SUCCEEDED", "FAILED", "ABORTED");

  private final Stack stack;
  private final DataFolder folder;
  private final ArchiveFile archive;
  private final Progress progress;
  private final RunMemory memory;

  public ArchiveRun(Stack stack, DataFolder folder, ArchiveFile archive, Progress progress) {
    this.stack = stack;
    this.folder = folder;
    this.archive = archive;
    this.progress = progress;
    this.memory = new RunMemory(folder);
  }

  /**
   * Goes on with the job of this archive whose results have not been fetched, or starts a new one;
   * returns at its end.
   *
   * @param output where the results go
   */
  public Outcome finish(Path output) throws IOException, InterruptedException {
    try (Http http = new Http()) {
      TokenSource tokens =
          new TokenSource(http, stack.api(), Credentials.of(folder), Clock.systemUTC());
      JobApi api = new JobApi(http, stack.api(), tokens);
      String jobId = begin(http, api);
      JsonNode job = new JobWatch(api, progress).untilEnd(jobId);
      Optional<Path> results = download(http, job, output);
      memory.end(archive);
      return new Outcome(job, incomplete(api, jobId), results);
    }
  }

  private String begin(Http http, JobApi api) throws IOException {
    Optional<String> earlier = memory.find(archive);
    if (earlier.isPresent()) {
      JsonNode created = create(api, earlier.get());
      String jobId = created.path("jobId").asText();
      JsonNode job = api.job(jobId);
      if (!ENDS.contains(job.path("status").asText()) || !results(job).isEmpty()) {
        progress.step("going on with job " + jobId);
        upload(http, created);
        return jobId;
      }
    }
    JsonNode created = create(api, memory.begin(archive));
    progress.step("job " + created.path("jobId").asText());
    upload(http, created);
    return created.path("jobId").asText();
  }

  private JsonNode create(JobApi api, String key) throws IOException {
    return api.create(archive.name(), key);
  }

  private void upload(Http http, JsonNode created) throws IOException {
    if (created.has("upload")) {
      new ArchiveUpload(stack, http).send(archive, created.path("upload"));
    }
  }

  private static Optional<Path> download(Http http, JsonNode job, Path output) throws IOException {
    String address = results(job);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    Download.fetch(http, URI.create(address), output);
    return Optional.of(output.toAbsolutePath().normalize());
  }

  private static String results(JsonNode job) {
    return job.path("result").path("downloadUrl").asText("");
  }

  private static List<FileLine> incomplete(JobApi api, String jobId) throws IOException {
    List<FileLine> files = new ArrayList<>(api.files(jobId, "FAILED"));
    files.addAll(api.files(jobId, "ABORTED"));
    return files;
  }
}
