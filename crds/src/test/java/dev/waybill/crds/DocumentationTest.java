package dev.waybill.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/resources.md} names every field of the CRDs with its type and bounds, and no other.
 */
class DocumentationTest {
  private static final Path PAGE = Path.of("../docs/resources.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `((?:spec|status)[^`]*)` \\| ([^|]*?) \\|", Pattern.MULTILINE);

  @ParameterizedTest
  @ValueSource(strings = {"ProcessingJob", "FileSlice"})
  void the_page_has_every_field_with_its_type_and_bounds_and_no_other(String kind)
      throws IOException {
    assertThat(documented(kind)).containsExactlyInAnyOrderEntriesOf(fields(kind));
  }

  private static Map<String, String> documented(String kind) throws IOException {
    String page = Files.readString(PAGE);
    String section = page.split("\n## " + kind + "\n", 2)[1].split("\n## ", 2)[0];
    return ROW.matcher(section)
        .results()
        .collect(Collectors.toMap((MatchResult row) -> row.group(1), row -> row.group(2)));
  }

  private static Map<String, String> fields(String kind) {
    JSONSchemaProps schema =
        Crds.yaml().stream()
            .map(yaml -> Serialization.unmarshal(yaml, CustomResourceDefinition.class))
            .filter(crd -> crd.getSpec().getNames().getKind().equals(kind))
            .map(crd -> crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema())
            .findFirst()
            .orElseThrow();
    Map<String, String> found = new TreeMap<>();
    for (String part : new String[] {"spec", "status"}) {
      walk(part, schema.getProperties().get(part), found);
    }
    return found;
  }

  private static void walk(String path, JSONSchemaProps schema, Map<String, String> found) {
    schema
        .getProperties()
        .forEach(
            (name, field) -> {
              String place = path + "." + name;
              boolean required = schema.getRequired().contains(name);
              found.put(place, SchemaWords.of(field) + (required ? ", required" : ""));
              walk(place, field, found);
            });
    if (schema.getItems() != null) {
      walk(path + "[]", schema.getItems().getSchema(), found);
    }
  }
}
