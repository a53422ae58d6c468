package dev.waybill.kubernetes.builtin;

import dev.waybill.kubernetes.resource.Conversion;
import dev.waybill.kubernetes.resource.KindRules;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.resource.ResourceType.Names;
import dev.waybill.kubernetes.select.SelectableFields;
import java.util.List;

/** The kinds that are there without a definition: those a batch workload uses. */
public final class BuiltIns {
  private static final SelectableFields EVENT_FIELDS =
      SelectableFields.of(
          "involvedObject.kind",
          "involvedObject.namespace",
          "involvedObject.name",
          "involvedObject.uid",
          "involvedObject.apiVersion",
          "involvedObject.resourceVersion",
          "involvedObject.fieldPath",
          "reason",
          "type");

  private BuiltIns() {}

  /**
   * All of them.
   *
   * @param definitions the rules of CustomResourceDefinition
   */
  public static List<ResourceType> all(KindRules definitions) {
    return List.of(
        cluster("", "v1", names("Namespace", "namespaces", List.of("ns")), new NamespaceRules()),
        of("", "v1", names("ConfigMap", "configmaps", List.of("cm")), KindRules.NONE),
        secret(),
        of("", "v1", names("ServiceAccount", "serviceaccounts", List.of("sa")), KindRules.NONE),
        pod(),
        job(),
        event("", "v1", Conversion.NONE, EVENT_FIELDS),
        event("events.k8s.io", "v1", new EventConversion(), regarding()),
        of("coordination.k8s.io", "v1", names("Lease", "leases", List.of()), new LeaseRules()),
        cluster(
            "apiextensions.k8s.io",
            "v1",
            names("CustomResourceDefinition", "customresourcedefinitions", List.of("crd", "crds")),
            definitions));
  }

  private static ResourceType pod() {
    return type(
        "",
        "v1",
        new Names("Pod", "PodList", "pods", "pod", List.of("po"), List.of("all")),
        true,
        true,
        SelectableFields.of(
            "spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName", "status.phase"),
        new PodRules(),
        Conversion.NONE,
        "/pods");
  }

  private static ResourceType job() {
    return type(
        "batch",
        "v1",
        new Names("Job", "JobList", "jobs", "job", List.of(), List.of("all")),
        true,
        true,
        SelectableFields.of("status.successful").with("status.successful", "status.succeeded"),
        new JobRules(),
        Conversion.NONE,
        "batch/jobs");
  }

  private static ResourceType secret() {
    return type(
        "",
        "v1",
        names("Secret", "secrets", List.of()),
        true,
        false,
        SelectableFields.of("type"),
        new SecretRules(),
        Conversion.NONE,
        "/secrets");
  }

  private static ResourceType event(
      String group, String version, Conversion conversion, SelectableFields fields) {
    return type(
        group,
        version,
        names("Event", "events", List.of("ev")),
        true,
        false,
        fields,
        new EventRules(),
        conversion,
        "/events");
  }

  // Selectors see the stored form, which is that of the core group.
  private static SelectableFields regarding() {
    return SelectableFields.of("reason", "type")
        .with("regarding.kind", "involvedObject.kind")
        .with("regarding.namespace", "involvedObject.namespace")
        .with("regarding.name", "involvedObject.name")
        .with("regarding.uid", "involvedObject.uid")
        .with("reportingController", "reportingComponent");
  }

  private static ResourceType of(String group, String version, Names names, KindRules rules) {
    return type(
        group,
        version,
        names,
        true,
        false,
        SelectableFields.METADATA,
        rules,
        Conversion.NONE,
        group + "/" + names.plural());
  }

  private static ResourceType cluster(String group, String version, Names names, KindRules rules) {
    return type(
        group,
        version,
        names,
        false,
        true,
        SelectableFields.METADATA,
        rules,
        Conversion.NONE,
        group + "/" + names.plural());
  }

  private static ResourceType type(
      String group,
      String version,
      Names names,
      boolean namespaced,
      boolean status,
      SelectableFields fields,
      KindRules rules,
      Conversion conversion,
      String stored) {
    return new ResourceType(
        group,
        version,
        names,
        namespaced,
        status,
        fields,
        rules,
        conversion,
        BuiltInColumns.of(names.kind()),
        stored);
  }

  private static Names names(String kind, String plural, List<String> shortNames) {
    String singular = kind.toLowerCase(java.util.Locale.ROOT);
    return new Names(kind, kind + "List", plural, singular, shortNames, List.of());
  }
}
