package dev.waybill.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The checked-in CRDs are what the records say. {@code mvn -pl crds test -Dwaybill.crds.write=true}
 * writes them.
 */
class CustomResourceDefinitionsTest {
  private static final Path CHECKED_IN = Path.of("../helm/waybill/files/crds");

  @TempDir Path generated;

  @ParameterizedTest
  @ValueSource(strings = {"processingjobs.waybill.dev-v1.yml", "fileslices.waybill.dev-v1.yml"})
  void the_checked_in_crd_is_what_the_records_generate(String file) throws IOException {
    boolean write = Boolean.getBoolean("waybill.crds.write");
    Path folder = write ? CHECKED_IN : generated;
    CrdYaml.write(folder);

    assertThat(folder.resolve(file)).hasSameTextualContentAs(CHECKED_IN.resolve(file));
  }

  @Test
  void the_crds_are_packed_as_resources() {
    assertThat(Crds.yaml())
        .hasSize(2)
        .allSatisfy(yaml -> assertThat(yaml).contains("kind: \"CustomResourceDefinition\""));
  }

  @Test
  void the_folder_holds_nothing_else() throws IOException {
    try (var files = Files.list(CHECKED_IN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "processingjobs.waybill.dev-v1.yml", "fileslices.waybill.dev-v1.yml");
    }
  }
}
