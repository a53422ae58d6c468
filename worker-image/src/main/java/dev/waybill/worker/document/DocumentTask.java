package dev.waybill.worker.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.archive.EntryPlace;
import dev.waybill.storage.grant.Grant;
import dev.waybill.worker.Environment;
import dev.waybill.worker.WrongUse;
import dev.waybill.worker.extract.ExtractLimits;
import java.time.Duration;
import java.util.Map;

/**
 * One attempt at one file of a job.
 *
 * @param attempt from 1
 * @param name of the file, from the client's archive
 * @param maxFileBytes a larger file is not fetched
 */
public record DocumentTask(
    JobKeys keys,
    int index,
    int attempt,
    String name,
    EntryPlace place,
    Grant grant,
    long maxFileBytes,
    ExtractLimits limits) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MAX_FILE_BYTES = 2L << 30;

  /**
   * From {@code WAYBILL_JOB_ID}, {@code WAYBILL_FILE_INDEX}, {@code WAYBILL_ATTEMPT}, {@code
   * WAYBILL_FILE_NAME}, {@code WAYBILL_FILE_PLACE} and {@code WAYBILL_GRANT} (JSON both); the
   * limits from {@code WAYBILL_WORKER_TIMEOUT_SECONDS} (300), {@code WAYBILL_WORKER_MAX_FILE_BYTES}
   * (2 GiB), {@code WAYBILL_WORKER_MAX_TEXT_BYTES} (10 MiB), {@code WAYBILL_WORKER_MAX_EMBEDDED}
   * (1000), {@code WAYBILL_WORKER_MAX_EMBEDDED_DEPTH} (8).
   */
  public static DocumentTask fromEnv(Map<String, String> variables) throws WrongUse {
    Environment env = new Environment(variables);
    Grant grant = grant(env);
    return new DocumentTask(
        new JobKeys(env.text("WAYBILL_JOB_ID")),
        env.number("WAYBILL_FILE_INDEX"),
        env.number("WAYBILL_ATTEMPT"),
        env.text("WAYBILL_FILE_NAME"),
        place(env),
        grant,
        env.positive("WAYBILL_WORKER_MAX_FILE_BYTES", MAX_FILE_BYTES, Long.MAX_VALUE),
        limits(env).withTextAtMost(grant.maxBytes()));
  }

  private static ExtractLimits limits(Environment env) throws WrongUse {
    ExtractLimits preset = ExtractLimits.DEFAULT;
    long seconds =
        env.positive("WAYBILL_WORKER_TIMEOUT_SECONDS", preset.timeout().toSeconds(), 1L << 30);
    return new ExtractLimits(
        Duration.ofSeconds(seconds),
        env.positive("WAYBILL_WORKER_MAX_TEXT_BYTES", preset.maxTextBytes(), 1L << 40),
        (int) env.positive("WAYBILL_WORKER_MAX_EMBEDDED", preset.maxEmbedded(), 1 << 20),
        (int) env.positive("WAYBILL_WORKER_MAX_EMBEDDED_DEPTH", preset.maxEmbeddedDepth(), 100));
  }

  private static EntryPlace place(Environment env) throws WrongUse {
    String key = "WAYBILL_FILE_PLACE";
    try {
      EntryPlace place = JSON.readValue(env.text(key), EntryPlace.class);
      if (place != null) {
        return place;
      }
    } catch (JsonProcessingException e) {
      // Said below, without the content.
    }
    throw new WrongUse(key + " is not a place in an archive, as JSON");
  }

  private static Grant grant(Environment env) throws WrongUse {
    String key = "WAYBILL_GRANT";
    try {
      return Grant.fromJson(env.text(key));
    } catch (IllegalArgumentException e) {
      throw new WrongUse(key + ": " + e.getMessage());
    }
  }
}
