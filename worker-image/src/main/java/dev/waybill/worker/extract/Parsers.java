package dev.waybill.worker.extract;

import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.tika.detect.CompositeDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.detect.ZeroSizeFileDetector;
import org.apache.tika.detect.microsoft.POIFSContainerDetector;
import org.apache.tika.detect.microsoft.ooxml.OPCPackageDetector;
import org.apache.tika.detect.zip.DefaultZipContainerDetector;
import org.apache.tika.detect.zip.JarDetector;
import org.apache.tika.detect.zip.OpenDocumentDetector;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.AutoDetectParserConfig;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.image.HeifParser;
import org.apache.tika.parser.image.ImageParser;
import org.apache.tika.parser.image.JpegParser;
import org.apache.tika.parser.image.TiffParser;
import org.apache.tika.parser.image.WebPParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.mbox.MboxParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OldExcelParser;
import org.apache.tika.parser.microsoft.TNEFParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.ooxml.xwpf.ml2006.Word2006MLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.microsoft.xml.SpreadsheetMLParser;
import org.apache.tika.parser.microsoft.xml.WordMLParser;
import org.apache.tika.parser.odf.FlatOpenDocumentParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.xml.DcXMLParser;
import org.apache.tika.parser.xml.FictionBookParser;

/**
 * Every parser and detector there is, by name: nothing is found by searching the class path, and
 * none of them starts a program, opens a connection or looks at the machine. Built once a process.
 * Archives inside an archive are not opened: they complete without text.
 */
final class Parsers {
  private static final Detector DETECTOR =
      new NamedTexts(
          new CompositeDetector(
              new ZeroSizeFileDetector(),
              new POIFSContainerDetector(),
              new DefaultZipContainerDetector(
                  List.of(new OPCPackageDetector(), new OpenDocumentDetector(), new JarDetector())),
              MimeTypes.getDefaultMimeTypes()),
          Parsers::reads);

  private static final AutoDetectParser ALL = build();
  private static final Set<MediaType> READ = ALL.getParsers().keySet();

  private Parsers() {}

  static AutoDetectParser all() {
    return ALL;
  }

  static Detector detector() {
    return DETECTOR;
  }

  /** Whether there is text in what is of this type. */
  static boolean reads(MediaType type) {
    MediaTypeRegistry types = ALL.getMediaTypeRegistry();
    for (MediaType each = type; each != null; each = types.getSupertype(each)) {
      if (READ.contains(each)) {
        return true;
      }
    }
    return false;
  }

  private static AutoDetectParser build() {
    FontMappers.set(new BundledFonts());
    ZipSecureFile.setMinInflateRatio(1.0 / ZipContainer.MAX_EXPANSION);
    ImageIO.setUseCache(false);
    EncodingDetector encodings = Encodings.detector();
    AutoDetectParser all =
        new AutoDetectParser(
            DETECTOR,
            new PDFParser(),
            new OOXMLParser(),
            new OfficeParser(),
            new OldExcelParser(),
            new RTFParser(),
            new TNEFParser(),
            new WordMLParser(),
            new Word2006MLParser(),
            new SpreadsheetMLParser(),
            new OpenDocumentParser(),
            new FlatOpenDocumentParser(),
            new EpubParser(),
            new JSoupParser(encodings),
            new RFC822Parser(),
            new MboxParser(),
            new TextAndCSVParser(encodings),
            new DcXMLParser(),
            new FictionBookParser(),
            new JpegParser(),
            new ImageParser(),
            new TiffParser(),
            new WebPParser(),
            new HeifParser());
    all.setAutoDetectParserConfig(config());
    return all;
  }

  private static AutoDetectParserConfig config() {
    AutoDetectParserConfig config = new AutoDetectParserConfig();
    config.setMaximumCompressionRatio(ZipContainer.MAX_EXPANSION);
    config.setThrowOnZeroBytes(false);
    return config;
  }
}
