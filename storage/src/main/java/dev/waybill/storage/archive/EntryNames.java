package dev.waybill.storage.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.storage.text.DisplayText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of an archive's files: decoded, flattened, made unique. A Unicode path extra field (0x7075)
 * is a second name that other readers may prefer; it is not looked at, so that there is one truth.
 */
final class EntryNames {
  static final int MAX_BYTES = 255;

  private static final Charset CP437 = Charset.forName("IBM437");

  private final Set<String> taken = new HashSet<>();

  /** Where the search for a free number goes on, so that 10,000 equal names stay cheap. */
  private final Map<String, Integer> nextNumber = new HashMap<>();

  /** UTF-8 where the bytes are that, flagged or not, else CP437, which every byte is. */
  static String decode(byte[] raw) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      return new String(raw, CP437);
    }
  }

  /** What follows the last separator of either kind; one at the end, of a file, is dropped. */
  static String base(String path) {
    int end = path.length();
    while (end > 0 && (path.charAt(end - 1) == '/' || path.charAt(end - 1) == '\\')) {
      end--;
    }
    String whole = path.substring(0, end);
    return whole.substring(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\')) + 1);
  }

  /** What Finder adds to an archive and nobody means to send. */
  static boolean skipped(String path) {
    return path.startsWith("__MACOSX/") || base(path).equals(".DS_Store");
  }

  /** Why a base name is none, null where it is one. */
  static String refusal(String base) {
    if (base.isEmpty() || base.equals(".") || base.equals("..")) {
      return "entry's name is not a file name";
    }
    if (base.codePoints().anyMatch(Character::isISOControl)) {
      return "entry's name has control characters";
    }
    if (base.getBytes(UTF_8).length > MAX_BYTES) {
      return "entry's name is longer than " + MAX_BYTES + " bytes";
    }
    return null;
  }

  /**
   * A name for a file: its own, or where that is taken, without regard to case and to the normal
   * form of Unicode, with the first free number before its extension. A name that is refused is
   * made fit to be shown.
   */
  String take(String base) {
    String name = fit(shown(base), "");
    if (taken.add(folded(name))) {
      return name;
    }
    int number = nextNumber.getOrDefault(folded(name), 1);
    String free = numbered(name, number);
    while (!taken.add(folded(free))) {
      number++;
      free = numbered(name, number);
    }
    nextNumber.put(folded(name), number + 1);
    return free;
  }

  private static String shown(String base) {
    return switch (base) {
      case "", "." -> "_";
      case ".." -> "__";
      default -> base.codePoints().anyMatch(Character::isISOControl) ? DisplayText.of(base) : base;
    };
  }

  private static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 ? name.substring(dot) : "";
    String stem = name.substring(0, name.length() - extension.length());
    String suffix = "_" + number + extension;
    // An extension that leaves its stem no room is none.
    return suffix.getBytes(UTF_8).length < MAX_BYTES ? fit(stem, suffix) : fit(name, "_" + number);
  }

  /** The stem cut, between code points, so that it and the suffix keep to the limit. */
  private static String fit(String stem, String suffix) {
    int room = MAX_BYTES - suffix.getBytes(UTF_8).length;
    // A character takes a byte at least: what is far too long is cut in one step.
    String cut = stem.length() > room ? stem.substring(0, room) : stem;
    while (cut.getBytes(UTF_8).length > room) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut + suffix;
  }

  /** As file systems compare that tell neither case nor normal forms apart. */
  private static String folded(String name) {
    String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
    return normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
