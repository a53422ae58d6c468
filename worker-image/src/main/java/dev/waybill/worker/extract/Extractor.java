package dev.waybill.worker.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.poi.util.LocaleUtil;
import org.apache.tika.detect.Detector;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.ParseRecord;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;

/**
 * A document's text and what else is known of it. An empty document, and one of a kind that nobody
 * knows, have no text: that is no failure.
 */
public final class Extractor {
  private final Parser parser;
  private final Detector detector;
  private final ExtractLimits limits;

  public Extractor(ExtractLimits limits) {
    this(Parsers.all(), limits);
  }

  /** Builds the parsers first, outside of any document's time. */
  Extractor(Parser parser, ExtractLimits limits) {
    this.parser = parser;
    this.detector = Parsers.detector();
    this.limits = limits;
  }

  /**
   * Writes the text of {@code file} into the file {@code text}.
   *
   * @param name of the document, a hint at its type
   * @throws Unprocessable with a reason for the document's owner
   * @throws IOException when this machine's disk is in the way
   */
  public Extraction extract(Path file, String name, Path text)
      throws Unprocessable, IOException, InterruptedException {
    if (Files.size(file) == 0) {
      Files.createFile(text);
      return new Extraction(
          MediaType.EMPTY.toString(),
          null,
          Extraction.TextStats.NONE,
          Extraction.Embedded.NONE,
          DocumentFacts.NONE,
          new TreeMap<>());
    }
    try {
      return Watchdog.run(limits.timeout(), () -> parse(file, name, text));
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Unprocessable known -> throw known;
        case OutOfMemoryError noMemory -> throw noMemory;
        case DiskTrouble trouble -> throw trouble;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private Extraction parse(Path file, String name, Path text) throws Unprocessable, DiskTrouble {
    LocaleUtil.setUserTimeZone(TimeZone.getTimeZone("UTC"));
    LocaleUtil.setUserLocale(Locale.US);
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    ParseRecord record = new ParseRecord();
    ParseContext context = ParseSettings.context(parser, detector, record, limits);
    try {
      checkContainer(file, name);
      TextSink sink = new TextSink(text, limits.maxTextBytes());
      try (sink) {
        parse(file, sink, metadata, context);
      }
      return extraction(sink, metadata, context, record);
    } catch (IOException e) {
      throw new DiskTrouble(e);
    } finally {
      LocaleUtil.resetUserTimeZone();
      LocaleUtil.resetUserLocale();
    }
  }

  /** Of those alone that are opened. */
  private void checkContainer(Path file, String name) throws Unprocessable, IOException {
    if (ZipContainer.is(file) && opened(file, name)) {
      ZipContainer.check(file);
    }
  }

  private boolean opened(Path file, String name) throws IOException {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    try (TikaInputStream in = TikaInputStream.get(file, metadata)) {
      return Parsers.reads(detector.detect(in, metadata));
    } catch (RuntimeException | StackOverflowError e) { // Hostile, and told by the check.
      return true;
    }
  }

  private void parse(Path file, TextSink sink, Metadata metadata, ParseContext context)
      throws Unprocessable, IOException {
    try (TikaInputStream in = TikaInputStream.get(file, metadata)) {
      parser.parse(in, new BodyContentHandler(sink), metadata, context);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // Parsers of hostile input throw anything, StackOverflowError included.
      if (sink.trouble() != null) {
        throw sink.trouble();
      }
      if (!sink.full()) {
        throw new Unprocessable(Reasons.of(e, mediaType(metadata), file.toString()));
      }
    }
  }

  private static Extraction extraction(
      TextSink sink, Metadata metadata, ParseContext context, ParseRecord record)
      throws Unprocessable {
    String mediaType = mediaType(metadata);
    DocumentFacts facts = DocumentFacts.of(metadata);
    if (mediaType.equals("application/pdf") && facts.pages() == null) {
      throw new Unprocessable("the document is damaged: it has no pages");
    }
    EmbeddedDocuments embedded = (EmbeddedDocuments) context.get(EmbeddedDocumentExtractor.class);
    int unreadable = record.getExceptions().size();
    return new Extraction(
        mediaType,
        Languages.of(sink.head()),
        sink.stats(),
        new Extraction.Embedded(embedded.read() - unreadable, unreadable, embedded.skipped()),
        facts,
        MetadataView.of(metadata));
  }

  private static String mediaType(Metadata metadata) {
    MediaType type = MediaType.parse(metadata.get(HttpHeaders.CONTENT_TYPE));
    if (type == null) {
      return MediaType.OCTET_STREAM.toString();
    }
    MediaType base = type.getBaseType();
    return (base.equals(MediaType.TEXT_PLAIN) ? byName(metadata) : base).toString();
  }

  /** A table of few lines is read as plain text, and is a table all the same. */
  private static MediaType byName(Metadata metadata) {
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return MediaType.text("csv");
    }
    return name.endsWith(".tsv") ? MediaType.text("tab-separated-values") : MediaType.TEXT_PLAIN;
  }

  /** Not the document's fault. */
  private static final class DiskTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    DiskTrouble(IOException cause) {
      super("the text could not be written to disk", cause);
    }
  }
}
