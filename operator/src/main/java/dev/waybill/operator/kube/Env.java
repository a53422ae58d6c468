package dev.waybill.operator.kube;

import java.time.Duration;
import java.util.Map;

/** Reads settings out of an environment and fails loudly, naming the key. */
public record Env(Map<String, String> values, String prefix) {

  /** The value, trimmed; {@code absent} where it is not set or empty. */
  public String text(String name, String absent) {
    String value = values.get(prefix + name);
    return value == null || value.isBlank() ? absent : value.strip();
  }

  public boolean flag(String name, boolean absent) {
    return switch (text(name, Boolean.toString(absent))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "must be true or false");
    };
  }

  public int number(String name, int absent, int least, int most) {
    return Math.toIntExact(number(name, (long) absent, least, most));
  }

  public long number(String name, long absent, long least, long most) {
    try {
      long value = Long.parseLong(text(name, Long.toString(absent)));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told like a number out of range
    }
    throw wrong(name, "must be a whole number from " + least + " to " + most);
  }

  /** Whole seconds. */
  public Duration seconds(String name, Duration absent, long least, long most) {
    return Duration.ofSeconds(number(name, absent.toSeconds(), least, most));
  }

  public IllegalArgumentException wrong(String name, String rule) {
    return new IllegalArgumentException(prefix + name + " " + rule);
  }
}
