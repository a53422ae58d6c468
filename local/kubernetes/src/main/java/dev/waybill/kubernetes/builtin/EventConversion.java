package dev.waybill.kubernetes.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.resource.Conversion;
import java.util.Map;

/** Events are stored as the core group has them; events.k8s.io calls their members otherwise. */
final class EventConversion implements Conversion {
  private static final Map<String, String> STORED_BY_SERVED =
      Map.of(
          "regarding", "involvedObject",
          "note", "message",
          "reportingController", "reportingComponent",
          "deprecatedSource", "source",
          "deprecatedFirstTimestamp", "firstTimestamp",
          "deprecatedLastTimestamp", "lastTimestamp",
          "deprecatedCount", "count");

  @Override
  public ObjectNode toStored(ObjectNode served) {
    served.put("apiVersion", "v1");
    STORED_BY_SERVED.forEach((from, to) -> rename(served, from, to));
    return served;
  }

  @Override
  public ObjectNode toServed(ObjectNode stored) {
    stored.put("apiVersion", "events.k8s.io/v1");
    STORED_BY_SERVED.forEach((to, from) -> rename(stored, from, to));
    return stored;
  }

  private static void rename(ObjectNode node, String from, String to) {
    JsonNode value = node.remove(from);
    if (value != null) {
      node.set(to, value);
    }
  }
}
