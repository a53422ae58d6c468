package dev.waybill.storage.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * {@code done.json}, the last object that an attempt writes: its output is whole.
 *
 * @param objects below {@code data/}, how many
 * @param bytes of them, in all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DoneMarker(String jobId, int index, int attempt, int objects, long bytes) {}
