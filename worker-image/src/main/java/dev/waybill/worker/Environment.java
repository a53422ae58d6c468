package dev.waybill.worker;

import java.util.Map;

/** Environment variables, read loudly: what is wrong names its key, never its value. */
public record Environment(Map<String, String> variables) {

  public String text(String key) throws WrongUse {
    String value = variables.get(key);
    if (value == null || value.isEmpty()) {
      throw new WrongUse(key + " is not set");
    }
    return value;
  }

  /** A required whole number, not negative. */
  public int number(String key) throws WrongUse {
    return Math.toIntExact(between(key, text(key), 0, Integer.MAX_VALUE));
  }

  /** A whole number from 1 to {@code max}, {@code preset} where it is not set. */
  public long positive(String key, long preset, long max) throws WrongUse {
    String value = variables.get(key);
    return value == null || value.isEmpty() ? preset : between(key, value, 1, max);
  }

  private static long between(String key, String value, long min, long max) throws WrongUse {
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, like a number out of range.
    }
    throw new WrongUse(key + " is not a whole number from " + min + " to " + max);
  }
}
