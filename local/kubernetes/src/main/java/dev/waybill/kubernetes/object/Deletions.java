package dev.waybill.kubernetes.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** When an object that is to go may go. */
final class Deletions {
  private Deletions() {}

  /** Whether nobody holds it back any more. */
  static boolean complete(ObjectNode object) {
    return Metadata.deleting(object) && free(object);
  }

  static boolean free(ObjectNode object) {
    // A namespace has finalizers of its own in its spec.
    boolean held =
        "Namespace".equals(object.path("kind").asText())
            && !object.path("spec").path("finalizers").isEmpty();
    return !held && !Metadata.hasFinalizers(object);
  }
}
