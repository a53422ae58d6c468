package dev.waybill.worker.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;

/**
 * Believes the name of a text. Some hundred types without a text are known by a few letters that
 * they start with, and a table whose first word is "MZ" or "070701" would be a program or an
 * archive: a document that completes, and its text is lost.
 */
final class NamedTexts implements Detector {
  private static final long serialVersionUID = 1L;

  private final transient Predicate<MediaType> read;
  private final Detector content;
  private final MimeTypes names = MimeTypes.getDefaultMimeTypes();
  private final Detector texts = new TextDetector();

  /**
   * @param content what says what a document is
   * @param read whether there is a parser for it; then it is what its content says
   */
  NamedTexts(Detector content, Predicate<MediaType> read) {
    this.content = content;
    this.read = read;
  }

  @Override
  public MediaType detect(InputStream input, Metadata metadata) throws IOException {
    MediaType type = content.detect(input, metadata);
    if (input == null || read.test(type)) {
      return type;
    }
    MediaType named = names.detect(null, metadata);
    return isText(named) && isText(texts.detect(input, metadata)) ? named : type;
  }

  private boolean isText(MediaType type) {
    MediaTypeRegistry registry = names.getMediaTypeRegistry();
    return registry.isInstanceOf(type, MediaType.TEXT_PLAIN);
  }
}
