package dev.waybill.worker.extract;

import java.util.Locale;
import org.apache.tika.detect.Detector;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.ParseRecord;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;

/** How one document is parsed. What Tika would otherwise look up in its default configuration. */
final class ParseSettings {
  private static final long PDF_MAIN_MEMORY = 64L << 20;

  private ParseSettings() {}

  static ParseContext context(
      Parser parser, Detector detector, ParseRecord record, ExtractLimits limits) {
    ParseContext context = new ParseContext();
    context.set(Parser.class, parser);
    context.set(ParseRecord.class, record);
    context.set(Detector.class, detector);
    context.set(MimeTypes.class, MimeTypes.getDefaultMimeTypes());
    context.set(EmbeddedDocumentExtractor.class, new EmbeddedDocuments(context, limits));
    // Numbers and dates in cells look the same on every machine.
    context.set(Locale.class, Locale.US);
    context.set(PDFParserConfig.class, pdf());
    context.set(OfficeParserConfig.class, office());
    return context;
  }

  private static PDFParserConfig pdf() {
    PDFParserConfig config = new PDFParserConfig();
    config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    config.setMaxMainMemoryBytes(PDF_MAIN_MEMORY);
    return config;
  }

  /** The streaming extractors: bounded memory, whatever the document's size. */
  private static OfficeParserConfig office() {
    OfficeParserConfig config = new OfficeParserConfig();
    config.setUseSAXDocxExtractor(true);
    config.setUseSAXPptxExtractor(true);
    return config;
  }
}
