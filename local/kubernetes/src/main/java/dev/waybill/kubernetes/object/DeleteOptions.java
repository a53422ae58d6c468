package dev.waybill.kubernetes.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.Propagation;
import java.util.List;

/**
 * How a deletion is wished.
 *
 * @param uid what the object's uid must be; empty: any
 * @param revision what its resourceVersion must be; 0: any
 * @param propagation what becomes of what it owns; null: as the kind has it
 * @param dryRun does all but the deletion
 */
public record DeleteOptions(String uid, long revision, Propagation propagation, boolean dryRun) {
  /** Deletes at once, what is owned afterwards. */
  public static final DeleteOptions PLAIN = new DeleteOptions("", 0, Propagation.Background, false);

  /**
   * Reads the {@code DeleteOptions} of a request's body, and the query's where the body is silent.
   *
   * @param body a missing node where there was none
   * @throws ApiException 400 or 422 if one of them is not understood
   */
  public static DeleteOptions read(JsonNode body, String queryPropagation, boolean dryRun) {
    String said = Json.text(body, "propagationPolicy");
    String propagation = said.isEmpty() ? queryPropagation : said;
    return new DeleteOptions(
        Json.text(body, "preconditions", "uid"),
        Revisions.parse(Json.text(body, "preconditions", "resourceVersion")),
        propagation(propagation, body.path("orphanDependents")),
        dryRun || !body.path("dryRun").isEmpty());
  }

  private static Propagation propagation(String text, JsonNode orphan) {
    if (!text.isEmpty() && orphan.isBoolean()) {
      throw refused(
          FieldError.invalid(
              "propagationPolicy",
              TextNode.valueOf(text),
              "orphanDependents and deletionPropagation cannot be both set"));
    }
    if (text.isEmpty()) {
      if (!orphan.isBoolean()) {
        return null;
      }
      return orphan.asBoolean() ? Propagation.Orphan : Propagation.Background;
    }
    for (Propagation known : Propagation.values()) {
      if (known.name().equals(text)) {
        return known;
      }
    }
    throw refused(
        FieldError.unsupported(
            "propagationPolicy",
            TextNode.valueOf(text),
            "\"Foreground\", \"Background\", \"Orphan\""));
  }

  private static ApiException refused(FieldError error) {
    return ApiException.invalid("meta.k8s.io", "DeleteOptions", "", List.of(error));
  }
}
