package dev.waybill.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.gateway.http.Refusal;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRequestTest {
  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static TokenRequest parse(String header, String form) {
    return TokenRequest.parse(header, form.getBytes(UTF_8));
  }

  @Test
  void a_client_says_who_it_is_in_the_header_or_in_the_form() {
    TokenRequest expected = new TokenRequest("id", "s3cret", List.of());
    assertThat(parse(basic("id:s3cret"), "grant_type=client_credentials")).isEqualTo(expected);
    assertThat(parse(basic("id:s3cret"), "grant_type=client_credentials&client_id=id"))
        .isEqualTo(expected);
    assertThat(
            parse(null, "grant_type=client_credentials&client_id=id&client_secret=s3cret&scope="))
        .isEqualTo(expected);
  }

  @Test
  void both_parts_of_the_header_are_form_encoded() {
    assertThat(parse(basic("a%20b:c%3Ad:e"), "grant_type=client_credentials"))
        .isEqualTo(new TokenRequest("a b", "c:d:e", List.of()));
  }

  @Test
  void scopes_are_separated_by_spaces() {
    assertThat(parse(basic("a:b"), "grant_type=client_credentials&scope=x+y%20z").scopes())
        .containsExactly("x", "y", "z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id:s   | ''                                                     | invalid_request
          id:s   | scope=x                                                | invalid_request
          id:s   | grant_type=password                                    | unsupported_grant_type
          id:s   | grant_type=client_credentials&client_secret=s          | invalid_request
          id:s   | grant_type=client_credentials&client_id=other          | invalid_request
          id:s   | grant_type=client_credentials&scope=a&scope=b          | invalid_request
          id:s   | grant_type=client_credentials&scope=%zz                | invalid_request
          id     | grant_type=client_credentials                          | invalid_client
          id:    | grant_type=client_credentials                          | invalid_client
          :s     | grant_type=client_credentials                          | invalid_client
                 | grant_type=client_credentials                          | invalid_client
                 | grant_type=client_credentials&client_id=id             | invalid_client
                 | grant_type=client_credentials&client_secret=s          | invalid_client
          """)
  void what_is_wrong_is_said_in_the_words_of_RFC_6749(String pair, String form, String error) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> parse(pair == null ? null : basic(pair), form));
    assertThat(((TokenError) refusal.body()).error()).isEqualTo(error);
    assertThat(refusal.status()).isEqualTo(error.equals("invalid_client") ? 401 : 400);
  }

  @Test
  void a_header_that_is_not_Basic_is_no_authentication() {
    for (String header : List.of("Bearer x", "Basic", "Basic ***", "Basic " + "AA")) {
      Refusal refusal =
          catchThrowableOfType(Refusal.class, () -> parse(header, "grant_type=client_credentials"));
      assertThat(refusal.headers()).containsEntry("WWW-Authenticate", "Basic realm=\"waybill\"");
    }
  }

  @Test
  void a_secret_in_the_form_beside_any_header_is_one_way_too_many() {
    String form = "grant_type=client_credentials&client_id=id&client_secret=s3cret";
    for (String header : List.of("Bearer x", "Basic ***", basic("id:s3cret"))) {
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> parse(header, form));
      assertThat(((TokenError) refusal.body()).error()).isEqualTo("invalid_request");
    }
  }

  @Test
  void a_request_does_not_show_its_secret() {
    assertThat(new TokenRequest("id", "s3cret", List.of()).toString()).doesNotContain("s3cret");
  }
}
