package dev.waybill.local.node;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes pod statuses; this node is their only writer, so a conflict is read again and repeated. So
 * is what the API does not take for some other reason: nobody would tell of the pod's end later.
 */
final class PodWriter {
  private static final Logger LOG = LoggerFactory.getLogger(PodWriter.class);
  private static final int TRIES = 30;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KubernetesClient client;

  PodWriter(KubernetesClient client) {
    this.client = client;
  }

  /** Writes unless the pod is gone; what cannot be written is logged. */
  void write(Pod pod, PodStatus status) {
    String name = pod.getMetadata().getName();
    for (int i = 0; i < TRIES; i++) {
      try {
        Pod live = client.pods().inNamespace(pod.getMetadata().getNamespace()).withName(name).get();
        if (live != null && live.getMetadata().getUid().equals(pod.getMetadata().getUid())) {
          client.resource(new PodBuilder(live).withStatus(status).build()).updateStatus();
        }
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT && !again(status, name, i, e)) {
          return;
        }
      }
    }
  }

  private static boolean again(PodStatus status, String pod, int tries, Exception why) {
    LOG.warn("status {} of pod {} not written, try {}", status.getPhase(), pod, tries + 1, why);
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
