package dev.waybill.gateway.idp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.gateway.http.Json;
import dev.waybill.gateway.http.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobRequestTest {
  private static JobRequest parse(String json) {
    return JobRequest.parse(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                  | [{"loc":["body","fileName"],"type":"missing"}]
          {"filename":"a.zip"}                | [{"loc":["body","fileName"],"type":"missing"}]
          {"fileName":null}                   | [{"loc":["body","fileName"],"type":"string_type"}]
          {"fileName":7}                      | [{"loc":["body","fileName"],"type":"string_type"}]
          {"fileName":["a.zip"]}              | [{"loc":["body","fileName"],"type":"string_type"}]
          {"fileName":"\\ud800.zip"}          | [{"loc":["body","fileName"],"type":"string_type"}]
          []                                  | [{"loc":["body"],"type":"model_type"}]
          "a.zip"                             | [{"loc":["body"],"type":"model_type"}]
          null                                | [{"loc":["body"],"type":"model_type"}]
          ``                                  | [{"loc":["body"],"type":"json_invalid"}]
          {"fileName":"a.zip"                 | [{"loc":["body"],"type":"json_invalid"}]
          {"fileName":"a.zip"} x              | [{"loc":["body"],"type":"json_invalid"}]
          fileName=a.zip                      | [{"loc":["body"],"type":"json_invalid"}]
          {"fileName":"a.zip","n":1e99999999999}           | [{"loc":["body"],"type":"json_invalid"}]
          {"fileName":"a.zip","n":[-1e-2147483648]}        | [{"loc":["body"],"type":"json_invalid"}]
          {"fileName":"a.zip","configurationVersion":1}    | [{"loc":["body","configurationVersion"],"type":"string_type"}]
          {"fileName":"a.zip","configurationVersion":""}   | [{"loc":["body","configurationVersion"],"type":"string_pattern_mismatch"}]
          {"fileName":"a.zip","configurationVersion":"a b"}| [{"loc":["body","configurationVersion"],"type":"string_pattern_mismatch"}]
          {"fileName":"a.zip","configurationVersion":"a\\n"}| [{"loc":["body","configurationVersion"],"type":"string_pattern_mismatch"}]
          {"fileName":"a.zip","metadata":"x"}              | [{"loc":["body","metadata"],"type":"model_type"}]
          {"fileName":"a.zip","metadata":[]}               | [{"loc":["body","metadata"],"type":"model_type"}]
          {"fileName":"a.zip","metadata":{"source":1}}     | [{"loc":["body","metadata","source"],"type":"string_type"}]
          {"fileName":1,"configurationVersion":2}          | [{"loc":["body","fileName"],"type":"string_type"},{"loc":["body","configurationVersion"],"type":"string_type"}]
          {"fileName":"a.tar","configurationVersion":2}    | [{"loc":["body","configurationVersion"],"type":"string_type"}]
          """)
  void a_body_of_the_wrong_shape_has_every_fault_listed(String body, String detail) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> parse(body));
    assertThat(refusal.status()).isEqualTo(422);
    assertThat(new String(Json.bytes(refusal.body()), UTF_8))
        .isEqualTo("{\"statusCode\":422,\"detail\":" + detail + "}");
  }

  @Test
  void long_texts_are_refused_by_their_own_type() {
    String fileName = "{\"fileName\":\"a.zip\",";
    assertThat(parse(fileName + "\"configurationVersion\":\"" + "v".repeat(128) + "\"}"))
        .isNotNull();
    assertThat(type(fileName + "\"configurationVersion\":\"" + "v".repeat(129) + "\"}"))
        .isEqualTo("string_too_long");
    assertThat(parse(fileName + "\"metadata\":{\"source\":\"" + "😀".repeat(1024) + "\"}}"))
        .isNotNull();
    assertThat(type(fileName + "\"metadata\":{\"source\":\"" + "s".repeat(1025) + "\"}}"))
        .isEqualTo("string_too_long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100e2147483647",
        "10e2147483647",
        "1e-2147483647",
        "10e-2147483647",
        "0e2147483647"
      })
  void a_number_that_can_just_be_held_is_one_like_any_other(String number) {
    assertThat(parse("{\"fileName\":\"a.zip\",\"n\":" + number + "}").bodyHash()).hasSize(64);
  }

  private static String type(String body) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> parse(body));
    return ((Invalid) refusal.body()).detail().getFirst().type();
  }

  @Test
  void null_is_absent_for_optional_members_and_unknown_ones_are_ignored() {
    JobRequest request =
        parse("{\"fileName\":\"a.zip\",\"configurationVersion\":null,\"metadata\":null,\"x\":[1]}");
    assertThat(request.fileName()).isEqualTo("a.zip");
    assertThat(request.configurationVersion()).isNull();
    assertThat(request.source()).isNull();
    assertThat(parse("{\"fileName\":\"a.zip\",\"metadata\":{\"source\":null}}").source()).isNull();
    assertThat(parse("{\"fileName\":\"a.zip\",\"metadata\":{}}").source()).isNull();
  }

  @Test
  void a_name_that_cannot_be_used_is_a_400() {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> parse("{\"fileName\":\"documents.tar\"}"));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal).hasMessage("Unsupported file type. Only .zip files are supported");
  }

  @Test
  void what_a_person_wrote_is_kept() {
    JobRequest request =
        parse(
            "{\"fileName\":\"a.zip\",\"configurationVersion\":\"v1.2_x-y\",\"metadata\":{\"source\":\"mail\"}}");
    assertThat(request.configurationVersion()).isEqualTo("v1.2_x-y");
    assertThat(request.source()).isEqualTo("mail");
  }
}
