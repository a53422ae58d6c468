package dev.waybill.worker.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.tika.detect.CompositeEncodingDetector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.html.HtmlEncodingDetector;
import org.apache.tika.parser.txt.Icu4jEncodingDetector;
import org.apache.tika.parser.txt.UniversalEncodingDetector;

/** How the encoding of plain text and HTML is found: the first that is sure decides. */
final class Encodings {
  private Encodings() {}

  static EncodingDetector detector() {
    return new CompositeEncodingDetector(
        List.of(new HtmlEncodingDetector(), new Universal(), new Icu4jEncodingDetector()));
  }

  /** Takes short texts in windows-1251 for Mac OS Cyrillic, which hardly anybody ever wrote. */
  private static final class Universal implements EncodingDetector {
    private static final long serialVersionUID = 1L;
    private static final UniversalEncodingDetector UNIVERSAL = new UniversalEncodingDetector();

    @Override
    public Charset detect(InputStream in, Metadata metadata) throws IOException {
      Charset charset = UNIVERSAL.detect(in, metadata);
      return charset != null && charset.name().equals("x-MacCyrillic") ? null : charset;
    }
  }
}
