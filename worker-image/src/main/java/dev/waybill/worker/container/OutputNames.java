package dev.waybill.worker.container;

import dev.waybill.storage.text.DisplayText;

/**
 * Which names of files and folders can be keys of the store and names in a zip, on every machine
 * that unpacks it. Pure.
 */
final class OutputNames {
  private OutputNames() {}

  /** Why a name of a file or folder cannot be kept; null where it can. */
  static String refusal(String name) {
    if (name.indexOf('\uFFFD') >= 0) {
      return "its name is not UTF-8";
    }
    if (!DisplayText.of(name, Integer.MAX_VALUE).equals(name)) {
      return "its name holds control characters";
    }
    if (name.indexOf('\\') >= 0) {
      return "its name holds a backslash";
    }
    // In the key of a form, S3 replaces it.
    if (name.contains("${")) {
      return "its name holds ${";
    }
    return name.strip().equals(name) ? null : "its name begins or ends with a blank";
  }
}
