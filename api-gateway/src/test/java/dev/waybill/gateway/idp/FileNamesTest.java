package dev.waybill.gateway.idp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "documents.zip",
        "DOCUMENTS.ZIP",
        "a.ZiP",
        "a b.zip",
        "ä€😀.zip",
        "a..zip",
        "a$b{c}.zip",
        "-.zip",
        "a.tar.zip",
        "\"'&<>.zip"
      })
  void a_name_that_ends_in_zip_is_taken(String name) {
    assertThat(FileNames.refusal(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "documents.tar", "zip", "a.zip ", "a.zip.exe", "a.zıp", "a/b"})
  void another_ending_is_not_supported(String name) {
    assertThat(FileNames.refusal(name)).contains(FileNames.UNSUPPORTED);
  }

  @ParameterizedTest
  @CsvSource({
    "a/b.zip, fileName must not contain / or \\",
    "a\\b.zip, fileName must not contain / or \\",
    "../a.zip, fileName must not contain / or \\",
    "a${filename}.zip, fileName must not contain ${",
    ".zip, fileName must not begin with a dot",
    ".a.zip, fileName must not begin with a dot",
  })
  void every_other_refusal_names_its_rule(String name, String why) {
    assertThat(FileNames.refusal(name)).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000.zip", "a\n.zip", "a\u007f.zip", "a\u0085.zip"})
  void control_characters_are_refused(String name) {
    assertThat(FileNames.refusal(name)).contains("fileName must not contain control characters");
  }

  @Test
  void a_name_has_at_most_255_bytes_of_UTF_8() {
    String why = "fileName must be 1 to 255 bytes of UTF-8";
    assertThat(FileNames.refusal("x".repeat(251) + ".zip")).isEmpty();
    assertThat(FileNames.refusal("x".repeat(252) + ".zip")).contains(why);
    assertThat(FileNames.refusal("ä".repeat(125) + "x.zip")).isEmpty();
    assertThat(FileNames.refusal("ä".repeat(126) + ".zip")).contains(why);
  }
}
