package dev.waybill.kubernetes.conformance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

/** Informers of labelled widgets that write down what they are told: +come, ~changed, -gone. */
final class Recording {
  static final String LABEL = "recorded";
  static final ResourceDefinitionContext WIDGETS =
      new ResourceDefinitionContext.Builder()
          .withGroup(Cluster.GROUP)
          .withVersion("v1")
          .withKind("Widget")
          .withPlural("widgets")
          .withNamespaced(true)
          .build();

  private Recording() {}

  static SharedIndexInformer<GenericKubernetesResource> inform(
      KubernetesClient client, String namespace, List<String> seen) {
    return client
        .genericKubernetesResources(WIDGETS)
        .inNamespace(namespace)
        .withLabel(LABEL)
        .inform(handler(seen));
  }

  /** A widget that is informed of. */
  static String widget(String name) {
    String labelled = "\"name\":\"" + name + "\",\"labels\":{\"" + LABEL + "\":\"1\"}";
    return ObjectsTest.widget(name).replace("\"name\":\"" + name + "\"", labelled);
  }

  private static ResourceEventHandler<GenericKubernetesResource> handler(List<String> seen) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(GenericKubernetesResource widget) {
        seen.add("+" + widget.getMetadata().getName());
      }

      @Override
      public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
        String old = before.getMetadata().getResourceVersion();
        // After a new list every object is told again as it was.
        if (!old.equals(after.getMetadata().getResourceVersion())) {
          seen.add("~" + after.getMetadata().getName());
        }
      }

      @Override
      public void onDelete(GenericKubernetesResource widget, boolean unknown) {
        seen.add("-" + widget.getMetadata().getName());
      }
    };
  }
}
