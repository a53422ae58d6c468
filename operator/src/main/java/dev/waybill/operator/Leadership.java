package dev.waybill.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This replica's part in the election of the one that works. */
final class Leadership {
  static final String LEASE = "waybill-operator";

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  /** A restarted container of the same pod is another candidate. */
  private final String identity =
      Optional.ofNullable(System.getenv("HOSTNAME")).orElse("operator") + "_" + UUID.randomUUID();

  private final KubernetesClient client;
  private final String namespace;
  private final Runnable lead;
  private final Runnable deposed;
  private volatile boolean ending;

  /**
   * @param lead called when this replica is elected
   * @param deposed called when it has lost its leadership without having given it up
   */
  Leadership(KubernetesClient client, String namespace, Runnable lead, Runnable deposed) {
    this.client = client;
    this.namespace = namespace;
    this.lead = lead;
    this.deposed = deposed;
  }

  /**
   * The framework's own end of a deposed process runs shutdown hooks, which wait for the very
   * threads that it would be called on; so that is left to {@code deposed}.
   */
  LeaderElectionConfiguration configuration() {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
        .withLeaseNamespace(namespace)
        .withIdentity(identity)
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(new LeaderCallbacks(lead, this::stopped, leader -> {}))
        .build();
  }

  /** From now on nothing is lost that is not given up. */
  void end() {
    ending = true;
  }

  /** Lets the next one lead at once; called when nothing is done here any more. */
  void release() {
    try {
      Lease lease = client.leases().inNamespace(namespace).withName(LEASE).get();
      if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
        client
            .resource(
                new LeaseBuilder(lease)
                    .editSpec()
                    .withHolderIdentity("")
                    .withLeaseDurationSeconds(1)
                    .endSpec()
                    .build())
            .update();
      }
    } catch (KubernetesClientException e) {
      LOG.warn("the lease was not released, it runs out by itself: {}", e.getMessage());
    }
  }

  private void stopped() {
    if (!ending) {
      deposed.run();
    }
  }
}
