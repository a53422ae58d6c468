package dev.waybill.crds;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Generates the CRDs from the records. */
final class CrdYaml {
  /** The generator sorts columns by their path; people read them in this order. */
  private static final List<String> COLUMNS =
      List.of("State", "Done", "Files", "States", "Age", "Owner", "Reason");

  private CrdYaml() {}

  static void write(Path folder) throws IOException {
    new CRDGenerator()
        .customResourceClasses(ProcessingJob.class, FileSlice.class)
        .forCRDVersions("v1")
        .inOutputDir(folder.toFile())
        .generate();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.writeString(file, inReadingOrder(Files.readString(file)));
      }
    }
  }

  /**
   * The generator has no annotation for the values of a map; all that are a number or a text are.
   */
  private static void quantities(JSONSchemaProps schema) {
    schema.getProperties().values().forEach(CrdYaml::quantities);
    if (schema.getAdditionalProperties() != null
        && schema.getAdditionalProperties().getSchema() != null) {
      JSONSchemaProps values = schema.getAdditionalProperties().getSchema();
      if (Boolean.TRUE.equals(values.getXKubernetesIntOrString())) {
        values.setPattern(ProcessingJobSpec.Resources.QUANTITY);
      }
    }
  }

  private static String inReadingOrder(String yaml) {
    var crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
    crd.getSpec()
        .getVersions()
        .forEach(
            version ->
                version
                    .getAdditionalPrinterColumns()
                    .sort(
                        Comparator.comparingInt(
                            (CustomResourceColumnDefinition column) ->
                                COLUMNS.indexOf(column.getName()))));
    crd.getSpec()
        .getVersions()
        .forEach(version -> quantities(version.getSchema().getOpenAPIV3Schema()));
    return "# Generated from the records in crds/; a test holds this file to them.\n"
        + Serialization.asYaml(crd);
  }
}
