package dev.waybill.kubernetes.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.resource.KindRules;
import dev.waybill.kubernetes.schema.ObjectSchema;
import java.util.List;

/** What a definition's schema does to its objects. */
record CustomRules(ObjectSchema checks, ObjectNode schema) implements KindRules {
  @Override
  public void beforeCreate(ObjectNode object) {
    checks.shape(object);
  }

  @Override
  public void beforeUpdate(ObjectNode object, ObjectNode old) {
    checks.shape(object);
  }

  @Override
  public List<FieldError> validate(ObjectNode object, ObjectNode old) {
    return checks.validate(object, old);
  }

  @Override
  public List<String> unknownFields(ObjectNode object) {
    return checks.unknownFields(object);
  }

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
