package dev.waybill.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * What a person should know of one file of a slice: why it failed, or what it waits for.
 *
 * @param file the file's index in its job
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FileNote(@Required int file, @Required @Size(max = FileNote.MAX) String reason) {
  static final int MAX = 256;

  /**
   * What fits of a reason: the API server refuses a slice's whole status for one that is longer.
   */
  public static String cut(String reason) {
    return reason.codePointCount(0, reason.length()) <= MAX
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, MAX - 1)) + "…";
  }
}
