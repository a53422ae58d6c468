package dev.waybill.worker;

import java.util.List;
import java.util.Map;

/** Whose message it is, as far as it can be told before the environment is known to be right. */
record Subject(Integer index, Integer attempt) {

  static Subject of(List<String> args, Map<String, String> env) {
    return args.equals(List.of("collect"))
        ? new Subject(null, null)
        : new Subject(number(env.get("WAYBILL_FILE_INDEX")), number(env.get("WAYBILL_ATTEMPT")));
  }

  private static Integer number(String text) {
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
