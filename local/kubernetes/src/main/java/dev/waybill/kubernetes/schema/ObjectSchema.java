package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.FieldError;
import java.util.List;

/** The schema of a kind's whole objects. */
public final class ObjectSchema {
  private final Schema schema;

  private ObjectSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * Reads {@code openAPIV3Schema}.
   *
   * @param path of the schema in its definition, for refusals
   * @throws InvalidSchema if it cannot be used, for example because a rule does not compile
   */
  public static ObjectSchema read(JsonNode schema, String path) {
    return new ObjectSchema(Schema.read(schema, path));
  }

  /** Drops what the schema does not name and sets defaults. */
  public void shape(ObjectNode object) {
    Shaper.prune(object, schema);
    Shaper.complete(object, schema);
  }

  /** The members that {@link #shape} would drop, as dotted paths. */
  public List<String> unknownFields(ObjectNode object) {
    return Shaper.prune(object.deepCopy(), schema);
  }

  /**
   * Why the object may not be written; empty if it may.
   *
   * @param old null when the object is new
   */
  public List<FieldError> validate(ObjectNode object, ObjectNode old) {
    return Validator.validate(object, old, schema);
  }
}
