package dev.waybill.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {
  private static String hash(String secret) {
    return ClientSecrets.hash(secret, 10);
  }

  private static String entry(String id, List<String> secrets) {
    String hashes = String.join("\",\"", secrets.stream().map(ClientsTest::hash).toList());
    return "{\"clientId\":\"%s\",\"secrets\":[\"%s\"],\"scopes\":[\"r\"]}".formatted(id, hashes);
  }

  private static Clients clients(String... entries) {
    return clients(new RightSecrets(), entries);
  }

  private static Clients clients(RightSecrets right, String... entries) {
    return Clients.parse(("[" + String.join(",", entries) + "]").getBytes(UTF_8), right);
  }

  @Test
  void two_secrets_are_valid_at_once_and_no_other() {
    Clients clients = clients(entry("a", List.of("old", "new")), entry("b", List.of("b's")));
    assertThat(clients.authenticate("a", "old")).isPresent();
    assertThat(clients.authenticate("a", "new")).isPresent();
    assertThat(clients.authenticate("b", "b's")).isPresent();
    assertThat(clients.authenticate("a", "b's")).isEmpty();
    assertThat(clients.authenticate("b", "old")).isEmpty();
    assertThat(clients.authenticate("nobody", "old")).isEmpty();
    assertThat(clients.authenticate("a", "Old")).isEmpty();
  }

  @Test
  void a_secret_that_was_right_is_remembered_when_the_file_is_read_again() {
    RightSecrets right = new RightSecrets();
    String alice = entry("alice", List.of("old", "new"));
    assertThat(clients(right, alice).authenticate("alice", "new")).isPresent();
    Clients again = clients(right, entry("bob", List.of("b's")), alice);
    assertThat(again.remembered("alice", "new")).isPresent();
    assertThat(again.remembered("alice", "old")).as("never tried").isEmpty();
    assertThat(again.remembered("bob", "new")).isEmpty();
  }

  @Test
  void a_secret_that_was_taken_out_of_the_file_is_remembered_no_more() {
    RightSecrets right = new RightSecrets();
    assertThat(clients(right, entry("alice", List.of("s"))).authenticate("alice", "s")).isPresent();
    Clients rotated = clients(right, entry("alice", List.of("t")));
    assertThat(rotated.remembered("alice", "s")).isEmpty();
    assertThat(rotated.authenticate("alice", "s")).isEmpty();
    assertThat(clients(right, entry("bob", List.of("s"))).remembered("alice", "s")).isEmpty();
  }

  @Test
  void a_client_keeps_its_subject_whatever_its_secret_and_is_its_own_where_it_has_none() {
    assertThat(new Client("a", null, List.of("x"), List.of("r")).tokenSubject()).isEqualTo("a");
    assertThat(new Client("a", "s", List.of("x"), List.of("r")).tokenSubject()).isEqualTo("s");
  }

  @Test
  void a_hash_is_salted_and_says_nothing_of_its_secret() {
    assertThat(hash("secret")).isNotEqualTo(hash("secret")).doesNotContain("secret");
  }

  @Test
  void random_secrets_differ_and_need_no_escaping() {
    assertThat(ClientSecrets.random())
        .matches("[A-Za-z0-9_-]{43}")
        .isNotEqualTo(ClientSecrets.random());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{}",
        "[]",
        "[{\"clientId\":\"a\",\"secrets\":[\"plain-text-secret\"],\"scopes\":[\"r\"]}]",
        "[{\"clientId\":\"a\",\"secrets\":[\"pbkdf2-sha256$0$AAAAAAAAAAAAAAAA$plain-text-secret\"],\"scopes\":[\"r\"]}]",
        "[{\"clientId\":\"a\",\"secrets\":[],\"scopes\":[\"r\"]}]",
        "[{\"clientId\":\"a:b\",\"secrets\":[\"plain-text-secret\"],\"scopes\":[\"r\"]}]",
        "[{\"clientId\":\"a\",\"secrets\":[\"plain-text-secret\"],\"scopes\":[\"r w\"]}]",
        "[{\"secrets\":[\"plain-text-secret\"],\"scopes\":[\"r\"]}]",
        "[{\"clientId\":\"a\",\"secrets\":\"plain-text-secret\",\"scopes\":[\"r\"]}]",
      })
  void a_file_that_cannot_be_used_is_refused_without_quoting_it(String json) {
    assertThatThrownBy(() -> Clients.parse(json.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("plain-text-secret")
        .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("plain-text"));
  }

  @Test
  void a_client_that_is_there_twice_is_refused_by_name() {
    assertThatThrownBy(() -> clients(entry("a", List.of("x")), entry("a", List.of("y"))))
        .hasMessageContaining("client a is there twice");
  }
}
