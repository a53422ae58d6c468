package dev.waybill.crds;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One attempt of one file, kept in a slice's status as one line of at most 200 bytes: {@code file
 * number kind exitCode start stop pod node reason…}, {@code -} for what is absent, times in epoch
 * seconds.
 *
 * @param file the file's index in its job
 * @param number from 1, over counted and uncounted attempts alike; the Job is {@code
 *     {job}-{file}-{number}}
 * @param exitCode of the process, null where there was none to read
 * @param startedAt when the work started, null while it has not
 * @param stoppedAt null while it runs
 * @param pod the pod's name, null until it is known
 * @param node null until it is known
 * @param reason why it ended, or what it waits for; empty where there is nothing to say
 */
public record Attempt(
    int file,
    int number,
    AttemptKind kind,
    Integer exitCode,
    Instant startedAt,
    Instant stoppedAt,
    String pod,
    String node,
    String reason) {

  private static final int MAX_BYTES = 200;
  private static final int MAX_NAME = 63;

  public String line() {
    String head =
        String.join(
            " ",
            Integer.toString(file),
            Integer.toString(number),
            Character.toString(kind.code()),
            exitCode == null ? "-" : exitCode.toString(),
            seconds(startedAt),
            seconds(stoppedAt),
            name(pod),
            name(node));
    String words = reason == null ? "" : reason.strip();
    return words.isEmpty() ? head : head + " " + cut(words, MAX_BYTES - 1 - head.length());
  }

  /**
   * @throws IllegalArgumentException for a line that {@link #line()} cannot have written
   */
  public static Attempt parse(String line) {
    String[] part = line.split(" ", 9);
    if (part.length < 8 || part[2].length() != 1) {
      throw new IllegalArgumentException("not an attempt: " + line);
    }
    return new Attempt(
        Integer.parseInt(part[0]),
        Integer.parseInt(part[1]),
        AttemptKind.of(part[2].charAt(0)),
        part[3].equals("-") ? null : Integer.valueOf(part[3]),
        instant(part[4]),
        instant(part[5]),
        part[6].equals("-") ? null : part[6],
        part[7].equals("-") ? null : part[7],
        part.length == 9 ? part[8] : "");
  }

  private static String seconds(Instant time) {
    return time == null ? "-" : Long.toString(time.getEpochSecond());
  }

  private static Instant instant(String text) {
    return text.equals("-") ? null : Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static String name(String name) {
    if (name == null || name.isEmpty()) {
      return "-";
    }
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }

  private static String cut(String words, int bytes) {
    int used = 0;
    int end = 0;
    while (end < words.length()) {
      int point = words.codePointAt(end);
      used += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (used > bytes) {
        break;
      }
      end += Character.charCount(point);
    }
    return words.substring(0, end);
  }
}
