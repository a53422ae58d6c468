package dev.waybill.kubernetes.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.resource.Conversion;

/** The conversion strategy {@code None}: only the apiVersion differs. */
record VersionConversion(String stored, String served) implements Conversion {
  @Override
  public ObjectNode toStored(ObjectNode object) {
    return object.put("apiVersion", stored);
  }

  @Override
  public ObjectNode toServed(ObjectNode object) {
    return object.put("apiVersion", served);
  }
}
