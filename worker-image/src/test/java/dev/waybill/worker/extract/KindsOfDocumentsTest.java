package dev.waybill.worker.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waybill.worker.SampleDocuments;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KindsOfDocumentsTest {
  private static final String SENTENCE = "The quick brown fox jumps over the lazy dog.";

  @TempDir Path folder;

  static Stream<Arguments> documents() {
    String office = "application/vnd.openxmlformats-officedocument.";
    return Stream.of(
        arguments("a.pdf", "application/pdf", SampleDocuments.pdf("A", SENTENCE)),
        arguments("a.docx", office + "wordprocessingml.document", SampleDocuments.docx(SENTENCE)),
        arguments("a.xlsx", office + "spreadsheetml.sheet", SampleDocuments.xlsx(SENTENCE)),
        arguments("a.pptx", office + "presentationml.presentation", SampleDocuments.pptx(SENTENCE)),
        arguments("a.xls", "application/vnd.ms-excel", SampleDocuments.xls(SENTENCE)),
        arguments("a.ppt", "application/vnd.ms-powerpoint", SampleDocuments.ppt(SENTENCE)),
        arguments(
            "a.odt", "application/vnd.oasis.opendocument.text", SampleDocuments.odt(SENTENCE)),
        arguments("a.epub", "application/epub+zip", SampleDocuments.epub(SENTENCE)),
        arguments(
            "a.eml",
            "message/rfc822",
            SampleDocuments.eml("News", SENTENCE, "x.bin", new byte[] {1, 2, 3})),
        arguments("a.msg", "application/vnd.ms-outlook", SampleDocuments.msg("News", SENTENCE)),
        arguments("a.rtf", "application/rtf", utf8("{\\rtf1\\ansi " + SENTENCE + "\\par}")),
        arguments(
            "a.html",
            "text/html",
            utf8("<!doctype html><title>T</title><script>no()</script><p>" + SENTENCE)),
        arguments("a.xml", "application/xml", utf8("<?xml version='1.0'?><a>" + SENTENCE + "</a>")),
        arguments("a.csv", "text/csv", utf8("name,words\nfox," + SENTENCE + "\ndog,none\n")),
        arguments("a.json", "application/json", utf8("{\"words\":\"" + SENTENCE + "\"}")),
        arguments("a.md", "text/markdown", utf8("# Title\n\n" + SENTENCE + "\n")),
        arguments("a.txt", "text/plain", utf8(SENTENCE)),
        arguments("no-extension", "text/plain", utf8(SENTENCE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void every_kind_of_document_gives_its_text_and_type(String name, String type, byte[] content)
      throws Exception {
    Extracted extracted = Extracted.of(folder, name, content);

    assertThat(extracted.text()).contains(SENTENCE).doesNotContain("no()").endsWith("\n");
    assertThat(extracted.extraction().mediaType()).isEqualTo(type);
    assertThat(extracted.extraction().language()).isEqualTo("en");
  }

  @Test
  void an_attachment_s_text_is_part_of_the_mail_s() throws Exception {
    byte[] inner = SampleDocuments.docx("Inside the attachment.");

    Extracted extracted =
        Extracted.of(folder, "a.eml", SampleDocuments.eml("News", "Hello.", "in.docx", inner));

    assertThat(extracted.text()).contains("Hello.").contains("Inside the attachment.");
    assertThat(extracted.extraction().embedded()).isEqualTo(new Extraction.Embedded(1, 0, 0));
    assertThat(extracted.extraction().facts().title()).isEqualTo("News");
    assertThat(extracted.extraction().facts().created()).isEqualTo("2024-02-29T12:00:00Z");
  }

  @Test
  void an_unreadable_attachment_does_not_fail_the_mail_and_is_counted() throws Exception {
    byte[] inner = SampleDocuments.encryptedPdf("owner", "user", "hidden");

    Extracted extracted =
        Extracted.of(folder, "a.eml", SampleDocuments.eml("News", "Hello.", "in.pdf", inner));

    assertThat(extracted.text()).contains("Hello.").doesNotContain("hidden");
    assertThat(extracted.extraction().embedded()).isEqualTo(new Extraction.Embedded(0, 1, 0));
  }

  @Test
  void a_picture_has_metadata_and_no_text() throws Exception {
    Extracted extracted = Extracted.of(folder, "a.png", SampleDocuments.png());

    assertThat(extracted.text()).isEmpty();
    assertThat(extracted.extraction().mediaType()).isEqualTo("image/png");
    assertThat(extracted.extraction().metadata()).containsKey("tiff:ImageWidth");
  }

  @Test
  void pages_title_author_and_dates_are_told() throws Exception {
    DocumentFacts pdf =
        Extracted.of(folder, "a.pdf", SampleDocuments.pdf("Two pages", "One.", "Two."))
            .extraction()
            .facts();
    DocumentFacts docx =
        Extracted.of(folder, "a.docx", SampleDocuments.docx("Dear all")).extraction().facts();

    assertThat(pdf).isEqualTo(new DocumentFacts(2, "Two pages", "Ada Lovelace", null, null));
    assertThat(docx.title()).isEqualTo("A letter");
    assertThat(docx.author()).isEqualTo("Grace Hopper");
    assertThat(docx.created()).isEqualTo("2024-02-29T12:00:00Z");
  }

  static Stream<Arguments> encodings() {
    String german = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich, schön müde.";
    String russian = "Съешь же ещё этих мягких французских булок, да выпей чаю в тишине.";
    String japanese = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で泣いていた。";
    return Stream.of(
        arguments(german, UTF_8, "de"),
        arguments(german, StandardCharsets.ISO_8859_1, "de"),
        arguments(german, StandardCharsets.UTF_16, "de"),
        arguments(russian, UTF_8, "ru"),
        arguments(russian, Charset.forName("windows-1251"), "ru"),
        arguments(russian, Charset.forName("KOI8-R"), "ru"),
        arguments(japanese, UTF_8, "ja"),
        arguments(japanese, Charset.forName("Shift_JIS"), "ja"));
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("encodings")
  void plain_text_is_read_in_its_encoding(String text, Charset charset, String language)
      throws Exception {
    Extracted extracted = Extracted.of(folder, "a.txt", text.getBytes(charset));

    assertThat(extracted.text()).isEqualTo(text + "\n");
    assertThat(extracted.extraction().language()).isEqualTo(language);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "a.txt, text/plain, MZ",
    "a.txt, text/plain, x^2",
    "a.txt, text/plain, BZhandel",
    "a.txt, text/plain, MATLAB",
    "a.csv, text/csv, '070701,'",
    "a.md, text/markdown, ID3",
  })
  void a_text_that_starts_as_something_else_does_is_read_as_its_name_says(
      String name, String type, String start) throws Exception {
    Extracted extracted = Extracted.of(folder, name, utf8(start + " " + SENTENCE + "\n"));

    assertThat(extracted.text()).contains(SENTENCE);
    assertThat(extracted.extraction().mediaType()).isEqualTo(type);
  }

  @Test
  void what_only_has_a_texts_name_is_what_it_is() throws Exception {
    byte[] program = new byte[600];
    System.arraycopy(utf8("MZ " + SENTENCE), 0, program, 0, 40);

    Extracted extracted = Extracted.of(folder, "a.txt", program);

    assertThat(extracted.text()).isEmpty();
    assertThat(extracted.extraction().mediaType()).isEqualTo("application/x-msdownload");
  }

  private static Stream<byte[]> archives() throws Exception {
    byte[] small = SampleDocuments.zip(Map.of("a.txt", SENTENCE));
    return Stream.of(
        small,
        Arrays.copyOf(small, small.length - 10),
        SampleDocuments.zip(Map.of("export.xml", " ".repeat(5_000_000))));
  }

  @ParameterizedTest
  @MethodSource("archives")
  void an_archive_inside_the_archive_is_not_opened(byte[] inner) throws Exception {
    Extracted extracted = Extracted.of(folder, "inner.zip", inner);

    assertThat(extracted.text()).isEmpty();
    assertThat(extracted.extraction().mediaType()).isEqualTo("application/zip");
  }

  @Test
  void an_empty_file_and_an_unknown_kind_complete_without_text() throws Exception {
    Extracted empty = Extracted.of(folder, "empty.pdf", new byte[0]);
    Extracted unknown = Extracted.of(folder, "blob", new byte[] {0, (byte) 0xFE, 3, 7, 0, 1, 2});

    assertThat(empty.text()).isEmpty();
    assertThat(empty.extraction().mediaType()).isEqualTo("application/x-empty");
    assertThat(unknown.text()).isEmpty();
    assertThat(unknown.extraction().mediaType()).isEqualTo("application/octet-stream");
  }

  @Test
  void the_same_document_gives_the_same_result_twice() throws Exception {
    byte[] content =
        SampleDocuments.docx("Bonjour tout le monde, il fait beau aujourd'hui à Paris.");

    assertThat(Extracted.of(folder, "a.docx", content))
        .isEqualTo(Extracted.of(folder, "a.docx", content));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
