package dev.waybill.storage.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Something that a user's container left and that is not among its file's results.
 *
 * @param path below the output folder, as it is shown to people
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Skipped(String path, String reason) {}
