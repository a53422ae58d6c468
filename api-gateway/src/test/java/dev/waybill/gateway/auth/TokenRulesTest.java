package dev.waybill.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRulesTest {
  private static final TokenRules BY_AUDIENCE = new TokenRules("corp", "waybill", List.of());
  private static final TokenRules BY_CLIENT = new TokenRules("corp", null, List.of("app", "job"));
  private static final TokenRules BY_BOTH = new TokenRules("corp", "waybill", List.of("app"));

  private static Optional<Caller> caller(TokenRules rules, String type, String json) {
    try {
      return rules.caller(type, JWTClaimsSet.parse(json));
    } catch (ParseException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audience |        | {"sub":"a","aud":"waybill"}
          audience | JWT    | {"sub":"a","aud":["x","waybill"]}
          audience | at+jwt | {"sub":"a","aud":"waybill","typ":"Bearer"}
          audience | application/at+jwt | {"sub":"a","aud":"waybill"}
          client   |        | {"sub":"a","client_id":"app"}
          client   |        | {"sub":"a","azp":"job"}
          client   |        | {"client_id":"app","token_use":"access"}
          client   | at+jwt | {"sub":"a","client_id":"app","aud":"app"}
          client   |        | {"sub":"a","client_id":"app","aud":"app","token_use":"access"}
          both     |        | {"sub":"a","client_id":"app","aud":"waybill"}
          """)
  void an_access_token_that_is_meant_for_us_is_believed(String rules, String type, String claims) {
    assertThat(caller(rules(rules), type, claims)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audience |        | {"sub":"a"}
          audience |        | {"sub":"a","aud":"Waybill"}
          audience |        | {"sub":"a","aud":[]}
          audience |        | {"aud":"waybill"}
          client   |        | {"sub":"a"}
          client   |        | {"sub":"a","client_id":"other"}
          client   |        | {"sub":"a","client_id":"other","azp":"app"}
          both     |        | {"sub":"a","client_id":"app"}
          both     |        | {"sub":"a","aud":"waybill","client_id":"other"}
          audience |        | {"sub":"a","aud":"waybill","token_use":"id"}
          audience |        | {"sub":"a","aud":"waybill","typ":"ID"}
          audience |        | {"sub":"a","aud":"waybill","typ":"Refresh"}
          audience |        | {"sub":"a","aud":"waybill","nonce":"n"}
          audience |        | {"sub":"a","aud":"waybill","at_hash":"h"}
          audience |        | {"sub":"a","aud":"waybill","c_hash":"h"}
          audience | logout+jwt | {"sub":"a","aud":"waybill"}
          client   |        | {"sub":"a","azp":"app","aud":"app"}
          client   | JWT    | {"sub":"a","client_id":"app","aud":["app","x"]}
          """)
  void an_id_token_or_one_for_somebody_else_is_refused(String rules, String type, String claims) {
    assertThat(caller(rules(rules), type, claims)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"scope":"r w"}
          {"scope":["r","w"]}
          {"scp":"r w"}
          {"scp":["r","w"]}
          {"scope":"r","scp":["w"]}
          {"scope":" r  w "}
          {"scope":["r",7,"w"]}
          """)
  void scopes_come_as_text_or_list_from_scope_or_scp(String claims) {
    String whole = claims.replaceFirst("\\{", "{\"sub\":\"a\",\"aud\":\"waybill\",");
    assertThat(caller(BY_AUDIENCE, null, whole).orElseThrow().scopes()).isEqualTo(Set.of("r", "w"));
  }

  private static TokenRules rules(String name) {
    return Map.of("audience", BY_AUDIENCE, "client", BY_CLIENT, "both", BY_BOTH).get(name);
  }
}
