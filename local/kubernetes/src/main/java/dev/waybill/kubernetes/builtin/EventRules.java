package dev.waybill.kubernetes.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.KindRules;
import java.util.List;

/** An event lies in the namespace of the object that it is about. */
final class EventRules implements KindRules {
  @Override
  public List<FieldError> validate(ObjectNode event, ObjectNode old) {
    String about = Json.text(event, "involvedObject", "namespace");
    String own = Json.text(event, "metadata", "namespace");
    boolean fits = about.isEmpty() ? own.equals("default") : about.equals(own);
    return fits
        ? List.of()
        : List.of(
            FieldError.invalid(
                "involvedObject.namespace",
                TextNode.valueOf(about),
                "does not match event.namespace"));
  }

  @Override
  public boolean createOnUpdate() {
    return true;
  }
}
