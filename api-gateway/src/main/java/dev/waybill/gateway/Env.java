package dev.waybill.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the environment; every refusal names its key and never the value of a secret. */
record Env(Map<String, String> values) {

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  String required(String key) {
    return text(key).orElseThrow(() -> refused(key, "must be set"));
  }

  Optional<Path> path(String key) {
    return text(key).map(Path::of);
  }

  List<String> list(String key) {
    return text(key).stream()
        .flatMap(v -> Stream.of(v.split(",")))
        .map(String::strip)
        .filter(v -> !v.isEmpty())
        .toList();
  }

  int number(String key, int otherwise, int min, int max) {
    return (int) number(key, (long) otherwise, min, max);
  }

  long number(String key, long otherwise, long min, long max) {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, in the same words as for a number out of bounds.
    }
    throw refused(key, "must be a whole number from " + min + " to " + max);
  }

  Duration seconds(String key, Duration otherwise, Duration max) {
    return Duration.ofSeconds(number(key, otherwise.toSeconds(), 1, max.toSeconds()));
  }

  static IllegalArgumentException refused(String key, String why) {
    return new IllegalArgumentException(key + " " + why);
  }
}
