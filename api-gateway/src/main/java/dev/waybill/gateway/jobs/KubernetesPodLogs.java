package dev.waybill.gateway.jobs;

import dev.waybill.crds.ContainerLog;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.gateway.http.Refusal;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@link PodLogs} by the API server, which asks the pod's node. */
public final class KubernetesPodLogs implements PodLogs, AutoCloseable {
  private static final long MAX_BYTES = 16L << 20;
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final KubernetesClient client;
  private final String namespace;
  private final FollowedLogs followed;

  /**
   * @param longest that one log is followed
   */
  public KubernetesPodLogs(KubernetesClient client, String namespace, Duration longest) {
    this.client = client;
    this.namespace = namespace;
    this.followed = new FollowedLogs(longest);
  }

  /**
   * @throws Refusal 429 where the principal follows as many as it may, 503 where the API server
   *     does not answer in time
   */
  @Override
  public Optional<InputStream> follow(String principal, ProcessingJob job, int file, int attempt) {
    AttemptPod pod = new AttemptPod(job.getMetadata().getName(), file, attempt);
    return pod.log(pods(pod))
        .flatMap(log -> followed.open(principal, () -> StaleConnections.retried(() -> open(log))));
  }

  private List<Pod> pods(AttemptPod pod) {
    return KubernetesJobs.quick(
            client, quick -> quick.pods().inNamespace(namespace).withLabels(pod.labels()).list())
        .getItems();
  }

  /** The pod may be gone by now, and a node may have lost its log: then there is none. */
  private Optional<InputStream> open(ContainerLog log) {
    try {
      return Optional.of(log.follow(client, ANSWER, MAX_BYTES));
    } catch (KubernetesClientException e) {
      if (e.getCode() == 400 || e.getCode() == 404) {
        return Optional.empty();
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable(RETRY);
    }
  }

  /** Ends the logs that are being followed: whoever reads them sees their end. */
  @Override
  public void close() {
    followed.close();
  }
}
