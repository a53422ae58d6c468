package dev.waybill.local.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.Map;

/** What Flux makes of an object: the first of the sample's expressions that holds. */
final class FluxHealth {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Cel CEL =
      CelFactory.standardCelBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("status", SimpleType.DYN)
          .build();

  private FluxHealth() {}

  /** {@code inProgress}, {@code failed} or {@code current}; it must be one of them. */
  static String of(JsonNode object) {
    JsonNode expressions =
        GitOpsSamples.read("flux/jobs.yaml").getFirst().path("spec").path("healthCheckExprs");
    for (String name : new String[] {"inProgress", "failed", "current"}) {
      if (holds(expressions.get(0).path(name).asText(), object)) {
        return name;
      }
    }
    throw new AssertionError("no expression holds for " + object);
  }

  private static boolean holds(String expression, JsonNode object) {
    Object status = JSON.convertValue(object.path("status"), Object.class);
    try {
      return (Boolean)
          CEL.createProgram(CEL.compile(expression).getAst()).eval(Map.of("status", status));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new AssertionError(expression, e);
    }
  }
}
