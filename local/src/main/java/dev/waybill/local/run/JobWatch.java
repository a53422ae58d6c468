package dev.waybill.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.client.JobApi;
import dev.waybill.storage.text.DisplayText;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Polls {@code GET /jobs/{id}} to the job's end and tells what is new. */
final class JobWatch {
  private static final Set<String> FILE_ENDS = Set.of("COMPLETED", "FAILED", "ABORTED");
  private static final Set<String> GOING = Set.of("PENDING_UPLOAD", "IN_PROGRESS");
  private static final Duration SHORTEST = Duration.ofMillis(250);

  private final JobApi api;
  private final Progress progress;
  private final Set<String> told = new HashSet<>();
  private boolean totalTold;

  JobWatch(JobApi api, Progress progress) {
    this.api = api;
    this.progress = progress;
  }

  /** The first answer that is the job's last word. */
  JsonNode untilEnd(String jobId) throws IOException, InterruptedException {
    JsonNode job = api.job(jobId);
    tell(job);
    while (GOING.contains(job.path("status").asText())) {
      Thread.sleep(pause(job.path("files").size()));
      job = api.job(jobId);
      tell(job);
    }
    return job;
  }

  /** An answer grows with the job, so a large one is asked for less often. */
  private static Duration pause(int files) {
    return SHORTEST.plusMillis(files / 4);
  }

  private void tell(JsonNode job) {
    JsonNode files = job.path("files");
    if (!totalTold && !files.isEmpty()) {
      totalTold = true;
      progress.total(files.size());
    }
    files
        .properties()
        .forEach(
            file -> {
              String status = file.getValue().asText();
              if (FILE_ENDS.contains(status) && told.add(file.getKey())) {
                progress.ended(DisplayText.of(file.getKey()), status);
              }
            });
  }
}
