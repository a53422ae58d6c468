package dev.waybill.operator.pod;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/** What pods may not do: Pod Security's {@code restricted}, and no writing where it can be had. */
public final class Confinement {
  private Confinement() {}

  /**
   * @param user and group; numeric, because runAsNonRoot cannot check a name
   * @param fsGroup of the pod's volumes, null where nobody shares them
   */
  public static PodSecurityContext ofPod(long user, Long fsGroup) {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(user)
        .withRunAsGroup(user)
        .withFsGroup(fsGroup)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  /** Of a container of Waybill's own. */
  public static SecurityContext ofStep() {
    return unprivileged().withReadOnlyRootFilesystem(true).build();
  }

  /**
   * Of a user's container: most images want to write somewhere.
   *
   * @param user null: the pod's own
   * @param group null: the pod's own
   */
  static SecurityContext ofUsers(Long user, Long group) {
    return unprivileged().withRunAsUser(user).withRunAsGroup(group).build();
  }

  private static SecurityContextBuilder unprivileged() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities();
  }
}
