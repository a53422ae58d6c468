package dev.waybill.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.client.FileLine;
import dev.waybill.storage.text.DisplayText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param job the last answer of {@code GET /jobs/{id}}
 * @param incomplete the files that did not complete
 * @param output where the results lie, empty where there are none
 */
public record Outcome(JsonNode job, List<FileLine> incomplete, Optional<Path> output) {
  public String status() {
    return job.path("status").asText();
  }

  /** Why the job failed, fit for a terminal. */
  public Optional<String> error() {
    return Optional.of(DisplayText.of(job.path("error").asText(""))).filter(e -> !e.isEmpty());
  }

  /**
   * The last answer with {@code output}. The download's address goes without its signature: that is
   * a key to the results, and the results are here already.
   */
  public String json() {
    ObjectNode copy = job.deepCopy();
    copy.put("output", output.map(Path::toString).orElse(null));
    if (copy.path("result") instanceof ObjectNode result && result.has("downloadUrl")) {
      result.put("downloadUrl", result.get("downloadUrl").asText().replaceFirst("\\?.*", ""));
    }
    return copy.toPrettyString();
  }
}
