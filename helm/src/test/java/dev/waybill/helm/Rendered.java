package dev.waybill.helm;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the chart makes of values: every object, hooks too. */
public record Rendered(List<HasMetadata> objects) {
  static final String HOOK = "rendered.test/";

  static Rendered of(String manifest) {
    return new Rendered(
        Arrays.stream(manifest.split("(?m)^---$"))
            .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind:")))
            .map(
                document ->
                    (HasMetadata) Serialization.unmarshal(document, KubernetesResource.class))
            .toList());
  }

  /** Each as {@code Kind/name}. */
  List<String> names() {
    return objects.stream()
        .map(each -> each.getKind() + "/" + each.getMetadata().getName())
        .sorted()
        .toList();
  }

  <T extends HasMetadata> Stream<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast);
  }

  <T extends HasMetadata> T one(Class<T> type, String name) {
    List<T> found =
        all(type).filter(each -> each.getMetadata().getName().equals(name)).distinct().toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + name + " among " + names());
    }
    return found.getFirst();
  }

  Container container(String deployment) {
    return one(Deployment.class, deployment)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst();
  }

  /** The variables with a value of their own. */
  Map<String, String> environment(String deployment) {
    Map<String, String> all = new TreeMap<>();
    for (EnvVar each : container(deployment).getEnv()) {
      if (each.getValueFrom() == null) {
        all.put(each.getName(), each.getValue());
      }
    }
    return all;
  }

  List<PolicyRule> rules(String role) {
    return one(Role.class, role).getRules();
  }
}
