package dev.waybill.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;

/**
 * An object as the store holds it.
 *
 * @param revision its resourceVersion
 * @param json the whole object in UTF-8, its resourceVersion within; never changed by a reader
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredObject(long revision, byte[] json) {
  /** A tree of its own, free to be changed. */
  public ObjectNode tree() {
    return Json.readOwn(json);
  }
}
