package dev.waybill.local.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What goes between the pool and a child: down, a task as one line of JSON; up, lines of the task's
 * log behind {@link #LOG}, then its outcome as JSON behind {@link #END}.
 */
final class Wire {
  // No letters: the JVM's own words come by the same pipe, and may begin with "Error".
  static final char LOG = '\u0002';
  static final char END = '\u0004';

  /** Characters of a line of the log; longer ones are broken. */
  static final int MAX_LINE = 8192;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Wire() {}

  /**
   * The worker's own end of a task.
   *
   * @param spent whether the child should not be given another
   */
  record End(int exitCode, String message, boolean spent) {}

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + value.getClass().getSimpleName());
    }
  }

  /**
   * @throws IllegalStateException for a line that the other side cannot have written; it is not
   *     repeated, for it may hold secrets
   */
  static <T> T read(String line, Class<T> type) {
    try {
      return JSON.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a " + type.getSimpleName());
    }
  }
}
