package dev.waybill.gateway.idp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's rules about the body of {@code POST /jobs}, each sent over HTTP. */
class RulesHttpTest {
  private final Api api = House.shared().api();

  static Stream<String> names() {
    return Stream.of(
        "a.zip", "A.ZIP", "a.ZiP", "ä €😀.zip", "a$b{c}.zip", "x".repeat(251) + ".zip");
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_name_that_follows_the_rules_is_the_last_part_of_the_key_of_its_upload(String name)
      throws Exception {
    Answer answer = create(name);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/upload/requiredHeaders/key").asText())
        .isEqualTo("jobs/" + answer.text("jobId") + "/" + name);
    assertThat(Forms.post(answer.json().get("upload"), new byte[] {80, 75})).isBetween(200, 204);
    assertThat(api.get("alice", "/jobs/" + answer.text("jobId")).text("status"))
        .isEqualTo("IN_PROGRESS");
  }

  static Stream<Arguments> refusedNames() {
    String unsupported = "Unsupported file type. Only .zip files are supported";
    return Stream.of(
        Arguments.of("", unsupported),
        Arguments.of("a.zip.exe", unsupported),
        Arguments.of("x".repeat(252) + ".zip", "fileName must be 1 to 255 bytes of UTF-8"),
        Arguments.of("ä".repeat(126) + ".zip", "fileName must be 1 to 255 bytes of UTF-8"),
        Arguments.of("a/b.zip", "fileName must not contain / or \\"),
        Arguments.of("a\\b.zip", "fileName must not contain / or \\"),
        Arguments.of("a\n.zip", "fileName must not contain control characters"),
        Arguments.of("a\u0085.zip", "fileName must not contain control characters"),
        Arguments.of("a${filename}.zip", "fileName must not contain ${"),
        Arguments.of(".a.zip", "fileName must not begin with a dot"));
  }

  @ParameterizedTest
  @MethodSource("refusedNames")
  void a_name_that_breaks_one_is_a_400_that_names_it(String name, String message) {
    Answer answer = create(name);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(Answer.members(answer.json())).containsExactly("statusCode", "message");
    assertThat(answer.json().get("statusCode").intValue()).isEqualTo(400);
    assertThat(answer.text("message")).isEqualTo(message);
  }

  private Answer create(String name) {
    return api.create("alice", "{\"fileName\":" + JsonNodeFactory.instance.textNode(name) + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                        | [{"loc":["body","fileName"],"type":"missing"}]
          {"fileName":7}            | [{"loc":["body","fileName"],"type":"string_type"}]
          []                        | [{"loc":["body"],"type":"model_type"}]
          fileName=a.zip            | [{"loc":["body"],"type":"json_invalid"}]
          {"fileName":"a.zip","n":1e99999999999}           | [{"loc":["body"],"type":"json_invalid"}]
          ``                        | [{"loc":["body"],"type":"json_invalid"}]
          {"fileName":"a.zip","configurationVersion":"a b"}| [{"loc":["body","configurationVersion"],"type":"string_pattern_mismatch"}]
          {"fileName":"a.zip","metadata":"x"}              | [{"loc":["body","metadata"],"type":"model_type"}]
          """)
  void a_body_of_the_wrong_shape_is_a_422_with_place_and_type(String body, String detail) {
    assertInvalid(api.create("alice", body), detail);
  }

  @Test
  void a_version_has_at_most_128_characters() {
    String body = "{\"fileName\":\"a.zip\",\"configurationVersion\":\"%s\"}";
    String longest = "v".repeat(128);
    String id = api.create("alice", body.formatted(longest)).text("jobId");
    assertThat(api.get("alice", "/jobs/" + id).text("configurationVersion")).isEqualTo(longest);
    assertInvalid(
        api.create("alice", body.formatted(longest + "v")),
        "[{\"loc\":[\"body\",\"configurationVersion\"],\"type\":\"string_too_long\"}]");
  }

  private static void assertInvalid(Answer answer, String detail) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).isEqualTo("{\"statusCode\":422,\"detail\":" + detail + "}");
  }

  @Test
  void null_is_absent_for_optional_members_and_unknown_ones_are_ignored() {
    List<String> bodies =
        List.of(
            "{\"fileName\":\"a.zip\",\"configurationVersion\":null,\"metadata\":null}",
            "{\"fileName\":\"a.zip\",\"metadata\":{\"source\":null,\"x\":1},\"unknown\":{\"y\":[]}}");
    for (String body : bodies) {
      String id = api.create("alice", body).text("jobId");
      assertThat(Answer.members(api.get("alice", "/jobs/" + id).json()))
          .containsExactly("jobId", "status", "timestamps");
    }
  }
}
