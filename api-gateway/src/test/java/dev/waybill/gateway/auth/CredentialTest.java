package dev.waybill.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CredentialTest {
  @Test
  void each_kind_is_known_by_where_it_stands() {
    assertThat(Credential.in(List.of("Bearer x"), false, false))
        .isEqualTo(Set.of(Credential.BEARER));
    assertThat(Credential.in(List.of("bEARER x"), false, false))
        .isEqualTo(Set.of(Credential.BEARER));
    assertThat(Credential.in(List.of("Basic x"), false, false)).isEqualTo(Set.of(Credential.BASIC));
    assertThat(Credential.in(List.of("AWS4-HMAC-SHA256 Credential=…"), false, false))
        .isEqualTo(Set.of(Credential.SIGNATURE));
    assertThat(Credential.in(List.of(), true, false)).isEqualTo(Set.of(Credential.API_KEY));
    assertThat(Credential.in(List.of(), false, true)).isEqualTo(Set.of(Credential.SIGNATURE));
  }

  @Test
  void a_scheme_of_no_door_is_no_credential() {
    assertThat(Credential.in(List.of("Negotiate x", ""), false, false)).isEmpty();
  }

  @Test
  void kinds_add_up_and_one_kind_twice_is_one() {
    assertThat(Credential.in(List.of("Bearer x", "Basic y"), true, true)).hasSize(4);
    assertThat(Credential.in(List.of("AWS4-HMAC-SHA256 x"), false, true)).hasSize(1);
  }
}
