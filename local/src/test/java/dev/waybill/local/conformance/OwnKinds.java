package dev.waybill.local.conformance;

import static org.awaitility.Awaitility.await;

import dev.waybill.crds.Crds;
import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.kubernetes.PodLogs;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

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
    this.client = new KubernetesClientBuilder().withConfig(config(kubeconfig)).build();
    this.namespace = "conformance-own-" + run;
  }

  /** The definitions, served. What was made goes again where they are not in time. */
  static OwnKinds open(Path folder) throws IOException {
    OwnKinds kinds = connect(folder);
    try {
      kinds.define();
      return kinds;
    } catch (RuntimeException | Error e) {
      kinds.close();
      throw e;
    }
  }

  private static OwnKinds connect(Path folder) throws IOException {
    if (Boolean.getBoolean("waybill.cluster")) {
      Path given = Path.of(System.getenv("KUBECONFIG").split(File.pathSeparator)[0]);
      return new OwnKinds(Files.readString(given), () -> {});
    }
    var settings = new EmbeddedKubernetes.Settings(folder, 0, PodLogs.NONE);
    EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(settings);
    return new OwnKinds(kubernetes.kubeconfig(), kubernetes::close);
  }

  // A busy cluster answers late.
  private static Config config(String kubeconfig) {
    return new ConfigBuilder(Config.fromKubeconfig(kubeconfig)).withRequestTimeout(60_000).build();
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

  private void define() {
    Crds.yaml().forEach(this::define);
    var wanted = new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata();
    make(wanted.build());
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
    definitions.add(definition);
    make(definition);
    // Served some time after it is established.
    await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> of(kind).list() != null);
  }

  // What was not answered is sent again, and may find what it made.
  private void make(HasMetadata object) {
    client.resource(object).createOr(NonDeletingOperation::update);
  }

  private String plural(String kind) {
    return kind.toLowerCase(Locale.ROOT) + "s" + run;
  }
}
