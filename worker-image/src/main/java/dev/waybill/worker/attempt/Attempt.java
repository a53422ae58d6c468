package dev.waybill.worker.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.archive.EntryPlace;
import dev.waybill.storage.grant.Grant;
import dev.waybill.storage.grant.GrantedStore;
import dev.waybill.worker.Environment;
import dev.waybill.worker.WrongUse;
import java.time.Clock;

/**
 * One attempt at one file of a job, as every step of its pod is told of it.
 *
 * @param number of the attempt, from 1
 * @param name of the file, from the client's archive
 */
public record Attempt(
    JobKeys keys, int index, int number, String name, EntryPlace place, Grant grant) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * From {@code WAYBILL_JOB_ID}, {@code WAYBILL_FILE_INDEX}, {@code WAYBILL_ATTEMPT}, {@code
   * WAYBILL_FILE_NAME}, {@code WAYBILL_FILE_PLACE} and {@code WAYBILL_GRANT} (JSON both).
   */
  public static Attempt fromEnv(Environment env) throws WrongUse {
    return new Attempt(
        new JobKeys(env.text("WAYBILL_JOB_ID")),
        env.number("WAYBILL_FILE_INDEX"),
        env.number("WAYBILL_ATTEMPT"),
        env.text("WAYBILL_FILE_NAME"),
        place(env),
        grant(env));
  }

  /**
   * The store as the grant opens it.
   *
   * @throws GrantExpired before anything is tried: the store's own refusal would not say why
   */
  public GrantedStore store(Clock clock) throws GrantExpired {
    if (grant.expired(clock.instant())) {
      throw new GrantExpired();
    }
    return GrantedStore.open(grant);
  }

  /** A line of the log to begin with. */
  public String title() {
    return "file %d, attempt %d: %s".formatted(index, number, name);
  }

  private static EntryPlace place(Environment env) throws WrongUse {
    String key = "WAYBILL_FILE_PLACE";
    try {
      JsonNode place = JSON.readTree(env.text(key));
      return new EntryPlace(
          number(place, "offset"),
          number(place, "compressedSize"),
          number(place, "size"),
          Math.toIntExact(number(place, "method")),
          number(place, "crc"));
    } catch (JsonProcessingException | ArithmeticException e) {
      throw new WrongUse(key + " is not a place in an archive, as JSON");
    }
  }

  private static long number(JsonNode place, String field) throws WrongUse {
    JsonNode value = place.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new WrongUse("WAYBILL_FILE_PLACE has no whole number " + field);
    }
    return value.longValue();
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
