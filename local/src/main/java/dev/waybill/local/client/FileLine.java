package dev.waybill.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.storage.text.DisplayText;

/**
 * One file of {@code GET /jobs/{id}/files}, fit for a terminal.
 *
 * @param status a file value of the contract
 * @param reason empty where there is none
 */
public record FileLine(int index, String name, String status, String reason) {
  static FileLine of(JsonNode file) {
    return new FileLine(
        file.path("index").asInt(),
        DisplayText.of(file.path("name").asText()),
        DisplayText.of(file.path("status").asText()),
        DisplayText.of(file.path("reason").asText("")));
  }
}
