package dev.waybill.worker.extract;

import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Attachments and embedded documents, as many and as deep as the limits allow. */
final class EmbeddedDocuments extends ParsingEmbeddedDocumentExtractor {
  private final ExtractLimits limits;
  private int depth;
  private int read;
  private int skipped;

  EmbeddedDocuments(ParseContext context, ExtractLimits limits) {
    super(context);
    this.limits = limits;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    if (isPicture(metadata)) {
      return false;
    }
    if (read >= limits.maxEmbedded() || depth >= limits.maxEmbeddedDepth()) {
      skipped++;
      return false;
    }
    return true;
  }

  /** A picture has no text; a presentation has hundreds of them. */
  private static boolean isPicture(Metadata metadata) {
    String type = metadata.get(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith("image/");
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    read++;
    depth++;
    try {
      super.parseEmbedded(stream, handler, metadata, outputHtml);
    } finally {
      depth--;
    }
  }

  int read() {
    return read;
  }

  int skipped() {
    return skipped;
  }
}
