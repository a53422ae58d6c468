package dev.waybill.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waybill.gateway.GatewayConfig;
import dev.waybill.operator.OperatorConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart sets what operator and gateway read, and they take what it sets. */
class SettingsTest {
  private static final String OIDC =
      "auth: {issuerAlias: desk, oidc: {issuer: 'https://i.example.com', audience: a, clients: [b, c]}}";

  private static final Pattern VALUE = Pattern.compile("the value for it is ([\\w.]+)");

  @ParameterizedTest
  @ValueSource(strings = {"{}", Everything.VALUES, OIDC})
  void operator_and_gateway_start_with_what_the_chart_sets(String values) {
    Rendered all = Chart.render(Chart.LEAST, values);

    starts(all.environment("wb-waybill-operator"), OperatorConfig::fromEnv);
    starts(all.environment("wb-waybill-gateway"), GatewayConfig::fromEnv);
  }

  private static void starts(Map<String, String> env, Function<Map<String, String>, ?> read) {
    assertThatCode(() -> read.apply(env)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", Everything.VALUES, OIDC})
  void every_setting_of_the_chart_is_one_of_the_page(String values) throws IOException {
    Rendered all = Chart.render(Chart.LEAST, values);
    Set<String> set = new TreeSet<>(all.environment("wb-waybill-operator").keySet());
    set.addAll(all.environment("wb-waybill-gateway").keySet());
    set.removeIf(key -> !key.startsWith("WAYBILL_"));

    assertThat(documented()).containsAll(set);
  }

  private static Set<String> documented() throws IOException {
    Set<String> keys = new TreeSet<>();
    Pattern.compile("^\\| `(WAYBILL_\\w+)` \\|", Pattern.MULTILINE)
        .matcher(Files.readString(Path.of("../docs/configuration.md")))
        .results()
        .forEach(row -> keys.add(row.group(1)));
    return keys;
  }

  @Test
  void numbers_are_written_out() {
    assertThat(
            Chart.render(Chart.LEAST, "jobs: {retentionSeconds: 31622400}")
                .environment("wb-waybill-operator"))
        .containsEntry("WAYBILL_OPERATOR_RETENTION_SECONDS", "31622400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "gateway"})
  void a_setting_that_the_chart_makes_of_a_value_is_refused_by_its_name(String component) {
    Map<?, ?> values = Values.own();

    assertThat(made(component))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            key -> {
              String message = refusal("%s: {env: {%s: '1'}}".formatted(component, key));
              assertThat(message).contains(component + ".env must not have " + key + ": ");
              VALUE
                  .matcher(message)
                  .results()
                  .forEach(named -> assertThat(Values.has(values, named.group(1))).isTrue());
            });
  }

  private static String refusal(String values) {
    Throwable refused = catchThrowable(() -> Chart.render(Chart.LEAST, values));
    assertThat(refused).as(values).isNotNull();
    return refused.getMessage();
  }

  /** What it sets of one process, whichever values are given. */
  private static Set<String> made(String component) {
    Set<String> keys = new TreeSet<>();
    for (String values : List.of("{}", Everything.VALUES, OIDC)) {
      keys.addAll(
          Chart.render(Chart.LEAST, values).environment("wb-waybill-" + component).keySet());
    }
    keys.removeIf(key -> !key.startsWith("WAYBILL_"));
    return keys;
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "gateway"})
  void every_other_setting_goes_by_its_name(String component) throws IOException {
    String room = "WAYBILL_" + component.toUpperCase(Locale.ROOT) + "_";
    Set<String> others = documented();
    others.removeIf(key -> !key.startsWith(room));
    others.removeAll(made(component));
    String env = others.stream().map(key -> key + ": '1'").collect(Collectors.joining(", "));

    assertThat(
            Chart.render(Chart.LEAST, "%s: {env: {%s}}".formatted(component, env))
                .environment("wb-waybill-" + component))
        .containsKeys(others.toArray(String[]::new));
    assertThat(others).hasSizeGreaterThan(10);
  }

  @Test
  void no_secret_is_made_by_the_chart_and_credentials_come_by_reference() {
    Rendered all = Chart.render(Chart.LEAST, "store: {existingSecret: keys}");

    assertThat(all.names()).noneMatch(name -> name.startsWith("Secret/"));
    assertThat(all.container("wb-waybill-gateway").getEnv())
        .filteredOn(each -> each.getValueFrom() != null)
        .extracting(each -> each.getValueFrom().getSecretKeyRef().getName())
        .containsOnly("keys")
        .hasSize(3);
  }

  @Test
  void without_a_secret_of_the_store_pods_have_no_keys_and_so_use_their_web_identity() {
    assertThat(Chart.render(Chart.LEAST).container("wb-waybill-gateway").getEnv())
        .allMatch(each -> each.getValueFrom() == null)
        .noneMatch(each -> each.getName().startsWith("WAYBILL_STORE_ACCESS"));
  }

  @Test
  void scripts_are_told_of_the_built_in_issuer_and_its_client() {
    assertThat(info("{}"))
        .containsEntry("issuer", "built-in")
        .containsEntry("clientSecret", "wb-waybill-client")
        .containsEntry("gatewayService", "wb-waybill-gateway")
        .containsEntry("gatewayPort", "80")
        .containsEntry("jobsNamespace", "freight-jobs");
  }

  @Test
  void scripts_are_told_of_an_outside_issuer() {
    assertThat(
            info(
                "auth: {oidc: {issuer: 'https://i.example.com', audience: a, tokenUrl: 'https://i.example.com/token'}}"))
        .containsEntry("issuer", "https://i.example.com")
        .containsEntry("tokenUrl", "https://i.example.com/token")
        .containsEntry("scopes", "idp-api/jobs.read idp-api/jobs.write")
        .containsEntry("clientSecret", "");
  }

  private static Map<String, String> info(String values) {
    return Chart.render(Chart.LEAST, values).one(ConfigMap.class, "wb-waybill-info").getData();
  }
}
