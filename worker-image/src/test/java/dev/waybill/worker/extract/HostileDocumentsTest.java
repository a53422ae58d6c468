package dev.waybill.worker.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waybill.worker.SampleDocuments;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileDocumentsTest {
  @TempDir Path folder;

  static Stream<Arguments> failing() throws Exception {
    byte[] docx = SampleDocuments.docx("A long story about nothing.");
    byte[] pdf = SampleDocuments.pdf("P", "Text");
    byte[] xls = SampleDocuments.xls("Cell");
    return Stream.of(
        arguments(
            "secret.pdf",
            SampleDocuments.encryptedPdf("owner", "user", "hidden"),
            "the document is encrypted (password required)"),
        arguments(
            "secret.docx",
            SampleDocuments.encryptedDocx("pw", "hidden"),
            "the document is encrypted (password required)"),
        arguments(
            "cut.docx",
            Arrays.copyOf(docx, docx.length / 2),
            "the document is damaged: its zip container is incomplete"),
        arguments("cut.pdf", Arrays.copyOf(pdf, 40), "the document is damaged: "),
        arguments("cut.xls", Arrays.copyOf(xls, xls.length / 4), "the document is damaged: "),
        arguments(
            "noise.pdf",
            new byte[] {1, 2, 3, 4, 5, 6, 7},
            "the document is damaged: it cannot be read as application/pdf"),
        arguments(
            "bad.xml",
            "<?xml version='1.0'?><a><b></a>".getBytes(UTF_8),
            "the document is damaged: it cannot be read as application/xml"),
        arguments(
            "bomb.docx",
            bomb(docx),
            "the document unpacks to far more than its size (a zip bomb?)"),
        arguments(
            "bomb.odt",
            SampleDocuments.odt("a".repeat(30_000_000)),
            "the document unpacks to far more than its size (a zip bomb?)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failing")
  void what_cannot_be_read_fails_with_a_reason_a_person_understands(
      String name, byte[] content, String reason) {
    assertThatThrownBy(() -> Extracted.of(folder, name, content))
        .isInstanceOf(Unprocessable.class)
        .hasMessageStartingWith(reason)
        .satisfies(
            e -> assertThat(e.getMessage()).hasSizeLessThan(257).doesNotContain(folder.toString()));
  }

  @Test
  void a_pdf_that_only_forbids_printing_is_read() throws Exception {
    byte[] content = SampleDocuments.encryptedPdf("owner", "", "Readable by all.");

    assertThat(Extracted.of(folder, "a.pdf", content).text()).contains("Readable by all.");
  }

  @Test
  void text_beyond_the_limit_is_cut_off_between_characters_and_said_to_be() throws Exception {
    ExtractLimits limits = new ExtractLimits(Duration.ofMinutes(1), 1_000, 10, 10);
    byte[] content = "Grüße 😀 ".repeat(10_000).getBytes(UTF_8);

    Extracted extracted = Extracted.of(new Extractor(limits), folder, "a.txt", content);

    assertThat(extracted.extraction().text().truncated()).isTrue();
    assertThat(extracted.extraction().text().bytes())
        .isEqualTo(extracted.text().getBytes(UTF_8).length)
        .isBetween(990L, 1_000L);
    assertThat(extracted.text()).startsWith("Grüße 😀 Grüße").doesNotContain("�");
  }

  @Test
  void documents_inside_documents_are_read_only_so_deep() throws Exception {
    byte[] content = "Innermost.".getBytes(UTF_8);
    for (int level = 5; level >= 1; level--) {
      content = SampleDocuments.eml("L", "Level " + level + ".", "next.eml", content);
    }
    ExtractLimits limits = new ExtractLimits(Duration.ofMinutes(1), 1L << 20, 100, 3);

    Extracted extracted = Extracted.of(new Extractor(limits), folder, "a.eml", content);

    assertThat(extracted.text()).contains("Level 4.").doesNotContain("Level 5.");
    assertThat(extracted.extraction().embedded()).isEqualTo(new Extraction.Embedded(3, 0, 1));
  }

  @Test
  void no_document_makes_the_worker_open_a_connection() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      Path secret = Files.writeString(folder.resolve("secret"), "machine secret");
      String xml =
          """
          <?xml version="1.0"?>
          <!DOCTYPE a SYSTEM "%s" [<!ENTITY f SYSTEM "%s"><!ENTITY h SYSTEM "%s">]>
          <a>text &f; &h;</a>
          """
              .formatted(url, secret.toUri(), url);
      String html = "<link rel=stylesheet href='%s'><img src='%s'><p>text".formatted(url, url);

      String read = "";
      for (var document : Map.of("a.xml", xml, "a.html", html, "a.svg", xml).entrySet()) {
        read += textOrReason(document.getKey(), document.getValue().getBytes(UTF_8));
      }
      read += textOrReason("a.odt", SampleDocuments.zip(Map.of("content.xml", xml)));

      assertThat(read).doesNotContain("machine secret");
      server.setSoTimeout(50);
      assertThatThrownBy(server::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  private String textOrReason(String name, byte[] content) throws Exception {
    try {
      return Extracted.of(folder, name, content).text();
    } catch (Unprocessable e) {
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "org.apache.tika.parser.ocr.TesseractOCRParser",
        "org.apache.tika.parser.gdal.GDALParser",
        "org.apache.tika.parser.sqlite3.SQLite3Parser",
        "org.apache.tika.parser.journal.JournalParser",
        "org.apache.tika.parser.geo.GeoParser"
      })
  void parsers_that_run_programs_are_not_even_there(String name) {
    assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void no_parser_in_the_list_runs_a_program() {
    assertThat(Parsers.all().getAllComponentParsers())
        .extracting(parser -> parser.getClass().getName())
        .hasSizeGreaterThan(20)
        .noneMatch(name -> name.contains("External") || name.contains("OCR"));
  }

  /** The document with a part that is nothing but a hundred million spaces. */
  private static byte[] bomb(byte[] docx) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(docx));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        byte[] content = in.readAllBytes();
        if (entry.getName().equals("word/document.xml")) {
          int end = new String(content, UTF_8).indexOf("<w:body>");
          zip.write(content, 0, end);
          byte[] spaces = " ".repeat(1 << 20).getBytes(UTF_8);
          for (int i = 0; i < 100; i++) {
            zip.write(spaces);
          }
          zip.write(content, end, content.length - end);
        } else {
          zip.write(content);
        }
      }
    }
    return out.toByteArray();
  }
}
