package dev.waybill.gateway.idp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Which names an archive may have (contract, idp): it becomes the last part of a key. Pure. */
final class FileNames {
  static final String UNSUPPORTED = "Unsupported file type. Only .zip files are supported";

  private static final int MAX_BYTES = 255;

  private FileNames() {}

  /** Why it is refused, naming the rule; empty for a name that may be used. */
  static Optional<String> refusal(String name) {
    if (!name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return Optional.of(UNSUPPORTED);
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return Optional.of("fileName must be 1 to 255 bytes of UTF-8");
    }
    if (name.contains("/") || name.contains("\\")) {
      return Optional.of("fileName must not contain / or \\");
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      return Optional.of("fileName must not contain control characters");
    }
    if (name.contains("${")) {
      return Optional.of("fileName must not contain ${");
    }
    return name.startsWith(".")
        ? Optional.of("fileName must not begin with a dot")
        : Optional.empty();
  }
}
