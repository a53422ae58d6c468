package dev.waybill.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.resource.ResourceType;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.function.UnaryOperator;

/** The ways to say what is to change instead of what is wished. */
public final class Patches {
  private static final int MAX_OPERATIONS = 10_000;

  private Patches() {}

  /**
   * Reads a patch.
   *
   * @param mediaType of the request, which says how the body is to be read
   * @throws ApiException 400 if it makes no sense, 415 if it is of a kind that is not served
   */
  public static UnaryOperator<ObjectNode> read(
      String mediaType, JsonNode patch, ResourceType type) {
    return switch (mediaType) {
      case "application/json-patch+json" -> jsonPatch(patch);
      case "application/merge-patch+json" -> {
        ObjectNode merge = object(patch);
        yield target -> MergePatch.apply(target, merge);
      }
      case "application/strategic-merge-patch+json" -> {
        // Custom resources have no merge keys, so Kubernetes itself refuses it for them.
        if (type.rules().schema().isEmpty()) {
          ObjectNode merge = object(patch);
          yield target -> StrategicMerge.apply(target, merge);
        }
        throw unserved("application/json-patch+json, application/merge-patch+json");
      }
      case "application/apply-patch+yaml" ->
          throw ApiException.unsupportedMediaType(
              "server-side apply is not served by this API; use client-side apply");
      default ->
          throw unserved(
              "application/json-patch+json, application/merge-patch+json,"
                  + " application/strategic-merge-patch+json");
    };
  }

  private static ApiException unserved(String served) {
    return ApiException.unsupportedMediaType(
        "the body of the request was in an unknown format - accepted media types include: "
            + served);
  }

  private static UnaryOperator<ObjectNode> jsonPatch(JsonNode patch) {
    if (!patch.isArray() || patch.size() > MAX_OPERATIONS) {
      throw ApiException.badRequest("a JSON patch is an array of operations");
    }
    return target -> {
      try {
        return object(JsonPatch.apply(patch, target));
      } catch (JsonPatchException e) {
        throw ApiException.unprocessable(
            "the server rejected our request due to an error in our request: " + e.getMessage());
      }
    };
  }

  private static ObjectNode object(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw ApiException.badRequest("the patch or its result is not an object");
  }
}
