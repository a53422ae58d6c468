package dev.waybill.operator.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a cluster wants of every pod that is made for a job, whatever its step. Null and empty:
 * Kubernetes's own.
 *
 * @param imagePullSecrets names of Secrets in the jobs' namespace
 * @param imagePullPolicy Always, IfNotPresent or Never
 */
public record Placement(
    String priorityClass,
    String runtimeClass,
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    List<String> imagePullSecrets,
    String imagePullPolicy) {
  public static final Placement ANYWHERE =
      new Placement(null, null, Map.of(), List.of(), List.of(), null);

  public Placement {
    nodeSelector = Map.copyOf(nodeSelector);
    tolerations = List.copyOf(tolerations);
    imagePullSecrets = List.copyOf(imagePullSecrets);
  }

  /** To be called when the pod has all its containers. */
  public PodSpec place(PodSpec pod) {
    pod.setPriorityClassName(priorityClass);
    pod.setRuntimeClassName(runtimeClass);
    pod.setNodeSelector(nodeSelector);
    pod.setTolerations(tolerations);
    pod.setImagePullSecrets(imagePullSecrets.stream().map(LocalObjectReference::new).toList());
    Stream.of(pod.getInitContainers(), pod.getContainers())
        .flatMap(List<Container>::stream)
        .forEach(container -> container.setImagePullPolicy(imagePullPolicy));
    return pod;
  }
}
