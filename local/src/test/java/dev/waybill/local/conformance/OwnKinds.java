package dev.waybill.local.conformance;

import dev.waybill.crds.Crds;
import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.kubernetes.PodLogs;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The product's definitions on an embedded API or, with the system property {@code
 * waybill.cluster}, on the cluster that KUBECONFIG names: there under names of their own, for the
 * product itself may be installed.
 */
final class OwnKinds implements AutoCloseable {
  /** Of each of these its own: on a cluster a definition goes some time after it is deleted. */
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  private final String group = "run-" + run + ".conformance.example.com";
  private final KubernetesClient client;
  private final Runnable end;
  private final String namespace;
  private final List<CustomResourceDefinition> definitions = new ArrayList<>();

  private OwnKinds(String kubeconfig, Runnable end) {
    this.end = end;
    this.client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
    Crds.yaml().forEach(this::define);
    var wanted = new NamespaceBuilder().withNewMetadata().withGenerateName("conformance-own-");
    this.namespace = client.resource(wanted.endMetadata().build()).create().getMetadata().getName();
  }

  static OwnKinds open(Path folder) throws IOException {
    if (Boolean.getBoolean("waybill.cluster")) {
      Path given = Path.of(System.getenv("KUBECONFIG").split(File.pathSeparator)[0]);
      return new OwnKinds(Files.readString(given), () -> {});
    }
    var settings = new EmbeddedKubernetes.Settings(folder, 0, PodLogs.NONE);
    EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(settings);
    return new OwnKinds(kubernetes.kubeconfig(), kubernetes::close);
  }

  NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> of(
      String kind) {
    var context =
        new ResourceDefinitionContext.Builder()
            .withGroup(group)
            .withVersion("v1alpha1")
            .withKind(kind + run)
            .withPlural(plural(kind))
            .withNamespaced(true)
            .build();
    return client.genericKubernetesResources(context).inNamespace(namespace);
  }

  /** An object of one of the kinds; its spec in JSON, left out where it is empty. */
  GenericKubernetesResource object(String kind, String name, String spec) {
    String json =
        "{\"apiVersion\":\"%s/v1alpha1\",\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\"}%s}"
            .formatted(group, kind + run, name, spec.isEmpty() ? "" : ",\"spec\":" + spec);
    return Serialization.unmarshal(json, GenericKubernetesResource.class);
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
    definitions.forEach(definition -> client.resource(definition).delete());
    client.close();
    end.run();
  }

  private void define(String yaml) {
    var definition = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
    var names = definition.getSpec().getNames();
    String kind = names.getKind();
    names.setPlural(plural(kind));
    names.setSingular(kind.toLowerCase(Locale.ROOT) + run);
    names.setKind(kind + run);
    names.setShortNames(List.of());
    definition.getSpec().setGroup(group);
    definition.getMetadata().setName(plural(kind) + "." + group);
    client.resource(definition).create();
    definitions.add(definition);
    client.resource(definition).waitUntilCondition(OwnKinds::established, 30, TimeUnit.SECONDS);
  }

  private static boolean established(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  private String plural(String kind) {
    return kind.toLowerCase(Locale.ROOT) + "s" + run;
  }
}
