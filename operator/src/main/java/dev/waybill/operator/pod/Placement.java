package dev.waybill.operator.pod;

import dev.waybill.storage.TrustedAuthorities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a cluster wants of every pod that is made for a job, whatever its step. Null and empty:
 * Kubernetes's own.
 *
 * @param imagePullSecrets names of Secrets in the jobs' namespace
 * @param imagePullPolicy Always, IfNotPresent or Never
 * @param trust name of a ConfigMap in the jobs' namespace, with PEM certificates of authorities
 *     that Waybill's own steps trust; a user's container reaches no store
 */
public record Placement(
    String priorityClass,
    String runtimeClass,
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    List<String> imagePullSecrets,
    String imagePullPolicy,
    String trust) {
  private static final String TRUST_FOLDER = "/etc/waybill-trust";

  /** The key that cert-manager's and trust-manager's users know. */
  private static final String TRUST_FILE = "ca.crt";

  public static final Placement ANYWHERE =
      new Placement(null, null, Map.of(), List.of(), List.of(), null, null);

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
    if (trust != null) {
      trustIn(pod);
    }
    return pod;
  }

  private void trustIn(PodSpec pod) {
    pod.getVolumes()
        .add(
            new VolumeBuilder()
                .withName("trust")
                .withNewConfigMap()
                .withName(trust)
                .addNewItem(TRUST_FILE, null, TRUST_FILE)
                .endConfigMap()
                .build());
    Stream.of(pod.getInitContainers(), pod.getContainers())
        .flatMap(List<Container>::stream)
        .filter(container -> !AttemptJob.WORK.equals(container.getName()))
        .forEach(
            container -> {
              container
                  .getEnv()
                  .add(new EnvVar(TrustedAuthorities.KEY, TRUST_FOLDER + "/" + TRUST_FILE, null));
              container
                  .getVolumeMounts()
                  .add(
                      new VolumeMountBuilder()
                          .withName("trust")
                          .withMountPath(TRUST_FOLDER)
                          .withReadOnly(true)
                          .build());
            });
  }
}
