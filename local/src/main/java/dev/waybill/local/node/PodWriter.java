package dev.waybill.local.node;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes pod statuses; this node is their only writer, so a conflict is read again and repeated.
 * What the API does not take is written later, for nobody else would tell of the pod's end: until
 * the pod is gone, and always the last status that was wanted.
 */
final class PodWriter {
  private static final Logger LOG = LoggerFactory.getLogger(PodWriter.class);
  private static final int CONFLICTS = 30;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final ScheduledExecutorService timer;
  private final Map<String, Wanted> pods = new ConcurrentHashMap<>();

  /** Guarded by itself, so that no older status is written over a newer one. */
  private static final class Wanted {
    private PodStatus status;
  }

  PodWriter(KubernetesClient client, ScheduledExecutorService timer) {
    this.client = client;
    this.timer = timer;
  }

  /** Writes unless the pod is gone; what cannot be written now is logged, and written later. */
  void write(Pod pod, PodStatus status) {
    Wanted wanted = pods.computeIfAbsent(pod.getMetadata().getUid(), uid -> new Wanted());
    synchronized (wanted) {
      wanted.status = status;
    }
    attempt(pod, wanted);
  }

  /** Of a pod that is gone. */
  void forget(Pod pod) {
    pods.remove(pod.getMetadata().getUid());
  }

  private void attempt(Pod pod, Wanted wanted) {
    synchronized (wanted) {
      if (wanted.status == null || pods.get(pod.getMetadata().getUid()) != wanted) {
        return;
      }
      try {
        if (!put(pod, wanted.status)) {
          forget(pod);
        }
        wanted.status = null;
      } catch (KubernetesClientException e) {
        String name = pod.getMetadata().getName();
        LOG.warn("status {} of pod {} not written yet", wanted.status.getPhase(), name, e);
        later(pod, wanted);
      }
    }
  }

  private void later(Pod pod, Wanted wanted) {
    try {
      timer.schedule(() -> attempt(pod, wanted), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("stopping, the status of {} stays unwritten", pod.getMetadata().getName());
    }
  }

  /** Whether the pod is there. */
  private boolean put(Pod pod, PodStatus status) {
    for (int left = CONFLICTS; ; left--) {
      try {
        Pod live =
            client
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .get();
        if (live == null || !live.getMetadata().getUid().equals(pod.getMetadata().getUid())) {
          return false;
        }
        client.resource(new PodBuilder(live).withStatus(status).build()).updateStatus();
        return true;
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || left == 0) {
          throw e;
        }
      }
    }
  }
}
