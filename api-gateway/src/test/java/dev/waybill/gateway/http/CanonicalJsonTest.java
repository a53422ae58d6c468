package dev.waybill.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  private static String hash(String json) {
    return CanonicalJson.sha256(Json.parse(json.getBytes(UTF_8)).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":1,"b":2}        | {"b":2, "a":1}
          {"a":"\\u0041"}      | {"a":"A"}
          [1, 1.0, 10e-1]      | [1.0,1,1]
          0                    | -0.0
          100                  | 1e2
          {"a":{"c":1,"d":[]}} | {"a":{"d":[],"c":1}}
          """)
  void spelling_makes_no_difference(String one, String other) {
    assertThat(hash(one)).isEqualTo(hash(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":1}       | {"a":"1"}
          {"a":null}    | {}
          {"a":null}    | {"a":"null"}
          [1,2]         | [2,1]
          ["a","b"]     | ["ab"]
          ["a,b"]       | ["a","b"]
          {"a":true}    | {"a":false}
          1             | 1.0000000000000000001
          {}            | []
          """)
  void another_value_has_another_hash(String one, String other) {
    assertThat(hash(one)).isNotEqualTo(hash(other));
  }

  @Test
  void a_short_text_of_a_huge_number_costs_nothing() {
    assertThat(hash("1e999999999")).isEqualTo(hash("10e999999998"));
  }

  @Test
  void the_hash_is_lower_case_hex_of_256_bits() {
    assertThat(hash("{}")).matches("[0-9a-f]{64}");
  }
}
