package dev.waybill.operator.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * What a worker writes as its termination message: why it ended as it did. Written by a process
 * that reads a client's bytes, so it is believed for its own attempt only, and for words only.
 */
final class WorkerMessage {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The kubelet's own bound of a termination message. */
  private static final int MAX = 4096;

  private WorkerMessage() {}

  static Optional<String> reason(String text, int file, int attempt) {
    if (text == null || text.isBlank() || text.length() > MAX) {
      return Optional.empty();
    }
    try {
      Said said = JSON.readValue(text, Said.class);
      return said != null && said.index == file && said.attempt == attempt
          ? Optional.ofNullable(said.reason).filter(reason -> !reason.isBlank())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Said(int index, int attempt, String reason) {}
}
