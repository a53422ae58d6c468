package dev.waybill.worker;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Documents of every kind that people send, made as they are needed. */
public final class SampleDocuments {
  private SampleDocuments() {}

  /** A page for each text. */
  public static byte[] pdf(String title, String... pages) {
    try (PDDocument document = pdfOf(title, pages)) {
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] encryptedPdf(String ownerPassword, String userPassword, String text) {
    try (PDDocument document = pdfOf("Secret", text)) {
      document.protect(
          new StandardProtectionPolicy(ownerPassword, userPassword, new AccessPermission()));
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PDDocument pdfOf(String title, String... pages) throws IOException {
    PDDocument document = new PDDocument();
    document.getDocumentInformation().setTitle(title);
    document.getDocumentInformation().setAuthor("Ada Lovelace");
    for (String text : pages) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(50, 700);
        content.showText(text);
        content.endText();
      }
    }
    return document;
  }

  private static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  public static byte[] docx(String... paragraphs) {
    try (XWPFDocument document = new XWPFDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      document.getProperties().getCoreProperties().setTitle("A letter");
      document.getProperties().getCoreProperties().setCreator("Grace Hopper");
      document.getProperties().getCoreProperties().setCreated("2024-02-29T12:00:00Z");
      for (String text : paragraphs) {
        document.createParagraph().createRun().setText(text);
      }
      document.write(out);
      return out.toByteArray();
    } catch (IOException | org.apache.poi.openxml4j.exceptions.OpenXML4JException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With a password, as Word does it: an OLE2 file around the encrypted package. */
  public static byte[] encryptedDocx(String password, String text) {
    try (POIFSFileSystem files = new POIFSFileSystem();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
      encryptor.confirmPassword(password);
      try (var encrypted = encryptor.getDataStream(files)) {
        encrypted.write(docx(text));
      }
      files.writeFilesystem(out);
      return out.toByteArray();
    } catch (IOException | java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] xlsx(String... cells) {
    return workbook(new XSSFWorkbook(), cells);
  }

  public static byte[] xls(String... cells) {
    return workbook(new HSSFWorkbook(), cells);
  }

  private static byte[] workbook(Workbook workbook, String... cells) {
    try (workbook;
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      var row = workbook.createSheet("Stock").createRow(0);
      for (int i = 0; i < cells.length; i++) {
        row.createCell(i).setCellValue(cells[i]);
      }
      row.createCell(cells.length).setCellValue(1234.5);
      workbook.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] pptx(String text) {
    try (XMLSlideShow show = new XMLSlideShow();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      show.createSlide().createTextBox().setText(text);
      show.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] ppt(String text) {
    try (HSLFSlideShow show = new HSLFSlideShow();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      show.createSlide().createTextBox().setText(text);
      show.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An Outlook message: each property a stream, its tag and type in the name ([MS-OXMSG] 2.1). */
  public static byte[] msg(String subject, String text) {
    try (POIFSFileSystem files = new POIFSFileSystem();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      Map<String, byte[]> streams =
          Map.of(
              "__properties_version1.0", new byte[32],
              "__substg1.0_001A001F", "IPM.Note".getBytes(StandardCharsets.UTF_16LE),
              "__substg1.0_0037001F", subject.getBytes(StandardCharsets.UTF_16LE),
              "__substg1.0_1000001F", text.getBytes(StandardCharsets.UTF_16LE));
      for (var stream : streams.entrySet()) {
        files.createDocument(new ByteArrayInputStream(stream.getValue()), stream.getKey());
      }
      files.writeFilesystem(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] odt(String text) {
    return zip(
        Map.of(
            "content.xml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document-content
                xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
              <office:body><office:text><text:p>%s</text:p></office:text></office:body>
            </office:document-content>
            """
                .formatted(text)),
        "mimetype",
        "application/vnd.oasis.opendocument.text");
  }

  public static byte[] epub(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(
        "META-INF/container.xml",
        """
        <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
          <rootfiles><rootfile full-path="book.opf"
              media-type="application/oebps-package+xml"/></rootfiles>
        </container>
        """);
    parts.put(
        "book.opf",
        """
        <package xmlns="http://www.idpf.org/2007/opf" version="2.0">
          <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A book</dc:title></metadata>
          <manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>
          <spine><itemref idref="one"/></spine>
        </package>
        """);
    parts.put(
        "one.xhtml",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>" + text + "</p></body></html>");
    return zip(parts, "mimetype", "application/epub+zip");
  }

  /** An e-mail with one attachment. */
  public static byte[] eml(String subject, String text, String attachmentName, byte[] attachment) {
    return """
        From: Ada <ada@example.org>
        To: Grace <grace@example.org>
        Subject: %s
        Date: Thu, 29 Feb 2024 12:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        %s
        --b
        Content-Type: application/octet-stream; name="%s"
        Content-Disposition: attachment; filename="%s"
        Content-Transfer-Encoding: base64

        %s
        --b--
        """
        .formatted(
            subject,
            text,
            attachmentName,
            attachmentName,
            java.util.Base64.getMimeEncoder().encodeToString(attachment))
        .getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] png() {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] zip(Map<String, String> parts, String... first) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < first.length; i += 2) {
        put(zip, first[i], first[i + 1]);
      }
      for (var part : parts.entrySet()) {
        put(zip, part.getKey(), part.getValue());
      }
      zip.finish();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
