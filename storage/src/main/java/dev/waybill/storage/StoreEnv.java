package dev.waybill.storage;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code WAYBILL_STORE_…}; an empty value is an absent one. */
record StoreEnv(Map<String, String> env) {
  private static final String PREFIX = "WAYBILL_STORE_";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  String text(String name, String absent) {
    String value = env.get(PREFIX + name);
    return value == null || value.isEmpty() ? absent : value;
  }

  String bucket(String name) {
    String value = text(name, null);
    if (value == null) {
      throw refused(name, "is missing");
    }
    if (!BUCKET.matcher(value).matches()) {
      throw refused(name, "is not a bucket's name: " + value);
    }
    return value;
  }

  URI endpoint(String name) {
    String value = text(name, null);
    if (value == null) {
      return null;
    }
    if (!value.matches("https?://[^/?#@\\s]+/?")) {
      throw refused(name, "is not http(s)://host[:port]");
    }
    return URI.create(value.replaceFirst("/$", ""));
  }

  boolean flag(String name, boolean absent) {
    String value = text(name, Boolean.toString(absent));
    if (!value.equals("true") && !value.equals("false")) {
      throw refused(name, "is neither true nor false: " + value);
    }
    return value.equals("true");
  }

  Instant instant(String name) {
    String value = text(name, null);
    try {
      return value == null ? null : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw refused(name, "is not a time like 2026-01-31T23:59:59Z: " + value);
    }
  }

  Duration seconds(String name, Duration absent, int min, int max) {
    String value = text(name, null);
    if (value == null) {
      return absent;
    }
    int seconds = value.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(value) : 0;
    if (seconds < min || seconds > max) {
      throw refused(
          name, "is not a number of seconds from %d to %d: %s".formatted(min, max, value));
    }
    return Duration.ofSeconds(seconds);
  }

  private static IllegalArgumentException refused(String name, String why) {
    return new IllegalArgumentException(PREFIX + name + " " + why);
  }
}
