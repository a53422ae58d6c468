package dev.waybill.kubernetes.crd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.kubernetes.resource.KindRules;

/** What a definition's schema does to its objects. */
final class CustomRules implements KindRules {
  CustomRules(JsonNode version) {}

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public boolean unconditionalUpdate() {
    return false;
  }

  @Override
  public boolean statusKeepsMetadata() {
    return true;
  }
}
