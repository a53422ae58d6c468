package dev.waybill.local.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The values that pages and samples give by example are values of the chart. */
class DocumentedValuesTest {
  private static final Path CHART = Path.of("..", "helm", "waybill", "values.yaml");
  private static final Path GITOPS = Path.of("..", "samples", "gitops");
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  static Stream<Object> examples() throws IOException {
    List<Object> all = new ArrayList<>();
    BLOCK
        .matcher(Sources.page("install.md"))
        .results()
        .forEach(block -> all.add(yaml(block.group(1))));
    all.add(
        in(yaml(Files.readString(GITOPS.resolve("argocd/waybill.yaml"))), "spec", "source")
            .get("helm"));
    all.add(in(yaml(Files.readString(GITOPS.resolve("flux/release/release.yaml"))), "spec"));
    return all.stream().map(DocumentedValuesTest::values);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_value_of_an_example_is_one_of_the_chart_s(Object example) throws IOException {
    assumeTrue(Files.exists(CHART), "the chart is not there yet");

    assertThat(unknown("", example, yaml(Files.readString(CHART)))).isEmpty();
  }

  private static Object values(Object example) {
    Map<?, ?> map = (Map<?, ?>) example;
    Object values = map.containsKey("valuesObject") ? map.get("valuesObject") : map.get("values");
    return values == null ? example : values;
  }

  /** A map that is empty in the chart takes any keys: annotations and the like. */
  private static List<String> unknown(String path, Object example, Object chart) {
    List<String> unknown = new ArrayList<>();
    if (example instanceof Map<?, ?> given
        && !(chart instanceof Map<?, ?> open && open.isEmpty())) {
      given.forEach(
          (key, value) -> {
            if (chart instanceof Map<?, ?> known && known.containsKey(key)) {
              unknown.addAll(unknown(path + key + ".", value, known.get(key)));
            } else {
              unknown.add(path + key);
            }
          });
    }
    return unknown;
  }

  private static Map<?, ?> in(Object yaml, String... path) {
    Map<?, ?> at = (Map<?, ?>) yaml;
    for (String key : path) {
      at = (Map<?, ?>) at.get(key);
    }
    return at;
  }

  private static Object yaml(String text) {
    return Serialization.unmarshal(text, Object.class);
  }
}
