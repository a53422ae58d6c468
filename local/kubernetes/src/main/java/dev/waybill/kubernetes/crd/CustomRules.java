package dev.waybill.kubernetes.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.resource.KindRules;
import dev.waybill.kubernetes.schema.ObjectSchema;
import java.util.List;

/** What a definition's schema does to its objects. */
record CustomRules(ObjectSchema schema) implements KindRules {
  @Override
  public void beforeCreate(ObjectNode object) {
    schema.shape(object);
  }

  @Override
  public void beforeUpdate(ObjectNode object, ObjectNode old) {
    schema.shape(object);
  }

  @Override
  public List<FieldError> validate(ObjectNode object, ObjectNode old) {
    return schema.validate(object, old);
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
