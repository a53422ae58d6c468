package dev.waybill.local.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.gateway.GatewayConfig;
import dev.waybill.gateway.InitConfig;
import dev.waybill.operator.OperatorConfig;
import dev.waybill.storage.StoreConfig;
import dev.waybill.storage.TrustedAuthorities;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/configuration.md} has every key that is read, no other, and the code's defaults. */
class ConfigurationPageTest {
  private static final Map<String, String> STORE =
      Map.of(
          "WAYBILL_STORE_INPUT_BUCKET", "documents-in",
          "WAYBILL_STORE_OUTPUT_BUCKET", "documents-out");
  private static final Map<String, String> GATEWAY =
      Map.of(
          "WAYBILL_GATEWAY_SECRET_FILE", "secret",
          "WAYBILL_GATEWAY_CLIENTS_FILE", "clients.json",
          "WAYBILL_GATEWAY_SIGNING_KEYS_FILE", "keys.json");
  private static final Map<String, String> INIT =
      Map.of("WAYBILL_INIT_NAMESPACE", "waybill", "WAYBILL_INIT_GATEWAY_SECRET", "gateway");
  private static final Map<String, String> OUTSIDE_ISSUER =
      Map.of(
          "WAYBILL_GATEWAY_OIDC_ISSUER", "https://issuer.example",
          "WAYBILL_GATEWAY_OIDC_AUDIENCE", "waybill");

  /**
   * One section of the page.
   *
   * @param required the keys that it calls so, with a value each
   * @param around what else the process needs
   */
  private record Section(
      String name,
      Map<String, String> required,
      Map<String, String> around,
      Function<Map<String, String>, Object> read) {

    Set<String> asked(Map<String, String> more) {
      AskedKeys keys = new AskedKeys(merged(required, around, more));
      read.apply(keys);
      return keys.startingWith("WAYBILL_" + name.toUpperCase(Locale.ROOT) + "_");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Section> sections() {
    return Stream.of(
        new Section("Store", STORE, Map.of(), StoreConfig::fromEnv),
        new Section("Trust", Map.of(), Map.of(), TrustedAuthorities::fromEnv),
        new Section("Operator", Map.of(), STORE, OperatorConfig::fromEnv),
        new Section("Gateway", GATEWAY, STORE, GatewayConfig::fromEnv),
        new Section("Init", INIT, Map.of(), InitConfig::fromEnv));
  }

  @ParameterizedTest
  @MethodSource("sections")
  void the_page_has_every_key_that_is_read_and_no_other(Section section) {
    Set<String> asked = new TreeSet<>(section.asked(Map.of()));
    asked.addAll(section.asked(OUTSIDE_ISSUER));

    assertThat(ConfigurationPage.section(section.name()).keySet()).isEqualTo(asked);
  }

  @ParameterizedTest
  @MethodSource("sections")
  void the_pages_defaults_are_those_of_the_code(Section section) {
    Map<String, String> defaults = ConfigurationPage.defaults(section.name());
    for (Map<String, String> more : List.of(Map.<String, String>of(), OUTSIDE_ISSUER)) {
      Map<String, String> bare = merged(section.required(), section.around(), more);

      assertThat(section.read().apply(merged(defaults, bare)))
          .isEqualTo(section.read().apply(bare));
    }
  }

  @ParameterizedTest
  @MethodSource("sections")
  void a_key_that_the_page_calls_required_is_and_is_named_when_it_is_missing(Section section) {
    assertThat(section.required().keySet())
        .isEqualTo(ConfigurationPage.required(section.name()))
        .allSatisfy(
            key -> {
              Map<String, String> without = merged(section.required(), section.around());
              without.remove(key);
              assertThatThrownBy(() -> section.read().apply(without)).hasMessageContaining(key);
            });
  }

  @SafeVarargs
  private static Map<String, String> merged(Map<String, String>... parts) {
    Map<String, String> all = new HashMap<>();
    for (Map<String, String> part : parts) {
      all.putAll(part);
    }
    return all;
  }
}
