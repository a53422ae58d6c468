package dev.waybill.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalsTest {
  @ParameterizedTest
  @CsvSource({
    "alice, , corp/alice",
    "alice, app, corp/alice",
    ", app, corp/client:app",
    "'', app, corp/client:app",
    "a b/c, , corp/a b/c",
    "jürgen, , corp/jürgen",
  })
  void the_subject_names_the_principal_else_the_client(
      String subject, String client, String principal) {
    assertThat(Principals.of("corp", subject, client)).contains(principal);
  }

  @Test
  void a_token_that_names_nobody_has_no_principal() {
    assertThat(Principals.of("corp", null, null)).isEmpty();
    assertThat(Principals.of("corp", "", "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nb", "a\u0000", "a\u202eb", "a\u2028b", "\ud800", "a\u200bb", "\u007f"})
  void what_cannot_be_printed_is_no_principal(String subject) {
    assertThat(Principals.of("corp", subject, "app")).isEmpty();
  }

  @Test
  void a_principal_has_at_most_256_characters() {
    assertThat(Principals.of("corp", "x".repeat(251), null)).isPresent();
    assertThat(Principals.of("corp", "x".repeat(252), null)).isEmpty();
  }

  @Test
  void no_subject_can_be_written_like_a_client() {
    assertThat(Principals.of("corp", "client:app", null)).isEmpty();
  }
}
