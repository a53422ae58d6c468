package dev.waybill.kubernetes.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.KindRules;
import java.util.List;

/** A pod begins Pending; of its spec only little may change (Kubernetes' own rule). */
final class PodRules implements KindRules {
  private static final List<String> MAY_CHANGE =
      List.of("activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "nodeName");

  @Override
  public void beforeCreate(ObjectNode pod) {
    ObjectNode status = Json.child(pod, "status");
    status.put("phase", "Pending").put("qosClass", "BestEffort");
    PodDefaults.apply(Json.child(pod, "spec"));
  }

  @Override
  public List<FieldError> validate(ObjectNode pod, ObjectNode old) {
    List<FieldError> errors = PodDefaults.validate("spec", pod.path("spec"));
    if (old != null && !fixed(pod).equals(fixed(old))) {
      errors.add(
          FieldError.forbidden(
              "spec",
              "pod updates may not change fields other than `spec.containers[*].image`,"
                  + " `spec.initContainers[*].image`, `spec.activeDeadlineSeconds`,"
                  + " `spec.tolerations` (only additions to existing tolerations),"
                  + " `spec.terminationGracePeriodSeconds`"));
    }
    return errors;
  }

  private static ObjectNode fixed(ObjectNode pod) {
    ObjectNode spec = Json.child(pod, "spec").deepCopy();
    spec.remove(MAY_CHANGE);
    for (String list : List.of("containers", "initContainers")) {
      spec.path(list).forEach(container -> ((ObjectNode) container).remove("image"));
    }
    return spec;
  }
}
