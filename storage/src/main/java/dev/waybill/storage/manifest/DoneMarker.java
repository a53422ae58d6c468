package dev.waybill.storage.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * {@code done.json}, the last object that an attempt writes: its output is whole.
 *
 * @param objects below {@code data/}, how many
 * @param bytes of them, in all
 * @param skipped what is not among them; left out where there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DoneMarker(
    String jobId, int index, int attempt, int objects, long bytes, List<Skipped> skipped) {}
