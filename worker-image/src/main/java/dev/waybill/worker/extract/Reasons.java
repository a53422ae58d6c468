package dev.waybill.worker.extract;

import dev.waybill.storage.text.DisplayText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.poi.util.RecordFormatException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaMemoryLimitException;
import org.apache.tika.exception.UnsupportedFormatException;

/** What a parser threw, as a sentence for the person who sent the document. Pure. */
final class Reasons {
  static final String BOMB = "the document unpacks to far more than its size (a zip bomb?)";

  /** A file's reason has 256 characters in all (FileSlice). */
  private static final int MAX_DETAIL = 140;

  private static final int MAX_CAUSES = 20;

  private static final String DAMAGED = "the document is damaged: ";

  private Reasons() {}

  /**
   * @param mediaType as detected, for want of anything better to say
   * @param path of the document on this machine, which is nobody's business
   */
  static String of(Throwable thrown, String mediaType, String path) {
    List<Throwable> causes =
        Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
            .limit(MAX_CAUSES)
            .toList();
    if (causes.stream().anyMatch(Reasons::isEncryption)) {
      return "the document is encrypted (password required)";
    }
    if (causes.stream().anyMatch(Reasons::isBomb)) {
      return BOMB;
    }
    if (causes.stream().anyMatch(StackOverflowError.class::isInstance)) {
      return "the document is nested too deeply";
    }
    if (causes.stream().anyMatch(Reasons::isTooLarge)) {
      return DAMAGED + "it asks for more memory than a document may have";
    }
    String detail = detail(causes.getLast(), path);
    if (causes.stream().anyMatch(UnsupportedFormatException.class::isInstance)) {
      return "the document's format is not supported" + (detail.isEmpty() ? "" : ": " + detail);
    }
    return DAMAGED
        + "it cannot be read as "
        + DisplayText.of(mediaType, 80)
        + (detail.isEmpty() ? "" : " (" + detail + ")");
  }

  private static boolean isEncryption(Throwable thrown) {
    return thrown instanceof EncryptedDocumentException
        || thrown instanceof org.apache.poi.EncryptedDocumentException
        || thrown instanceof InvalidPasswordException;
  }

  private static boolean isBomb(Throwable thrown) {
    String message = thrown.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("zip bomb");
  }

  private static boolean isTooLarge(Throwable thrown) {
    return thrown instanceof TikaMemoryLimitException
        || thrown instanceof RecordFormatException
            && String.valueOf(thrown.getMessage()).contains("Tried to allocate");
  }

  private static String detail(Throwable root, String path) {
    if (root.getMessage() == null) {
      return "";
    }
    String firstLine = root.getMessage().lines().findFirst().orElse("");
    return DisplayText.of(firstLine.replace(path, "the document").strip(), MAX_DETAIL);
  }
}
