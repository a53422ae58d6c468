package dev.waybill.kubernetes.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import java.util.List;

/**
 * What one kind does to its objects on their way into the store. Objects come in the stored form,
 * with their metadata already in order. Each method may change its first argument.
 */
public interface KindRules {
  /** Nothing is done, everything is allowed. */
  KindRules NONE = new KindRules() {};

  /** Sets what a new object gets without being asked. */
  default void beforeCreate(ObjectNode object) {}

  /** Sets what a changed object gets without being asked. */
  default void beforeUpdate(ObjectNode object, ObjectNode old) {}

  /**
   * Refuses what may not be.
   *
   * @param old null when the object is new
   */
  default List<FieldError> validate(ObjectNode object, ObjectNode old) {
    return List.of();
  }

  /**
   * The members that the kind does not know and would drop, as dotted paths.
   *
   * @param object left as it is
   */
  default List<String> unknownFields(ObjectNode object) {
    return List.of();
  }

  /** The kind's schema, as its definition has it; empty where it has none. */
  default ObjectNode schema() {
    return Json.object();
  }

  /** Whether {@code metadata.generation} counts the changes of what is wished. */
  default boolean countsGenerations() {
    return false;
  }

  /** Whether a PUT needs no resourceVersion. */
  default boolean unconditionalUpdate() {
    return true;
  }

  /** Whether a PUT to a name that does not exist creates the object. */
  default boolean createOnUpdate() {
    return false;
  }

  /** Whether a write of {@code status} leaves the whole metadata as it was. */
  default boolean statusKeepsMetadata() {
    return false;
  }

  /** What becomes of what a deleted object owns, where the request does not say. */
  default Propagation defaultPropagation() {
    return Propagation.Background;
  }
}
