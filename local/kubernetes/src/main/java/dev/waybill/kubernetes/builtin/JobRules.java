package dev.waybill.kubernetes.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.resource.KindRules;
import dev.waybill.kubernetes.resource.Propagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Job's selector and its template's labels are generated; its template never changes. */
final class JobRules implements KindRules {
  private static final String CONTROLLER_UID = "batch.kubernetes.io/controller-uid";
  private static final int BACKOFF_LIMIT = 6;
  private static final List<String> IMMUTABLE =
      List.of("selector", "template", "completionMode", "podFailurePolicy", "backoffLimitPerIndex");

  @Override
  public void beforeCreate(ObjectNode job) {
    ObjectNode spec = Json.child(job, "spec");
    Map.of("parallelism", 1, "completions", 1, "backoffLimit", BACKOFF_LIMIT)
        .forEach((name, value) -> spec.putIfAbsent(name, Json.object().numberNode(value)));
    spec.putIfAbsent("completionMode", TextNode.valueOf("NonIndexed"));
    spec.putIfAbsent("suspend", Json.object().booleanNode(false));
    String replacement = spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed";
    spec.putIfAbsent("podReplacementPolicy", TextNode.valueOf(replacement));
    String uid = Metadata.uid(job);
    if (!spec.path("manualSelector").asBoolean()) {
      Json.child(Json.child(spec, "selector"), "matchLabels").put(CONTROLLER_UID, uid);
    }
    ObjectNode template = Json.child(spec, "template");
    ObjectNode labels = Json.child(Json.child(template, "metadata"), "labels");
    labels.put(CONTROLLER_UID, uid).put("controller-uid", uid);
    String name = Metadata.name(job);
    labels.put("batch.kubernetes.io/job-name", name).put("job-name", name);
    PodDefaults.apply(Json.child(template, "spec"));
    job.putObject("status");
  }

  @Override
  public List<FieldError> validate(ObjectNode job, ObjectNode old) {
    JsonNode spec = job.path("spec");
    List<FieldError> errors =
        new ArrayList<>(PodDefaults.validate("spec.template.spec", spec.at("/template/spec")));
    JsonNode restart = spec.at("/template/spec/restartPolicy");
    if (!List.of("Never", "OnFailure").contains(restart.asText())) {
      errors.add(
          FieldError.unsupported(
              "spec.template.spec.restartPolicy", restart, "\"OnFailure\", \"Never\""));
    }
    if (old != null) {
      immutable(spec, old.path("spec"), errors);
    }
    return errors;
  }

  private static void immutable(JsonNode spec, JsonNode before, List<FieldError> errors) {
    for (String member : IMMUTABLE) {
      if (!spec.path(member).equals(before.path(member))) {
        errors.add(FieldError.invalid("spec." + member, spec.path(member), "field is immutable"));
      }
    }
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public Propagation defaultPropagation() {
    // What Kubernetes does with a Job of batch/v1 that is deleted without a word about its pods.
    return Propagation.Orphan;
  }
}
