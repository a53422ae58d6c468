package dev.waybill.gateway.jobs;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.gateway.http.Refusal;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link PodLogs} by the API server, which asks the pod's node. */
public final class KubernetesPodLogs implements PodLogs, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesPodLogs.class);
  private static final long MAX_BYTES = 16L << 20;
  private static final int ANSWER_SECONDS = 5;
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
        .flatMap(
            place -> followed.open(principal, () -> StaleConnections.retried(() -> open(place))));
  }

  private List<Pod> pods(AttemptPod pod) {
    return KubernetesJobs.quick(
            client, quick -> quick.pods().inNamespace(namespace).withLabels(pod.labels()).list())
        .getItems();
  }

  private Optional<InputStream> open(AttemptPod.Place place) {
    HttpClient http = client.getHttpClient();
    HttpRequest request = http.newHttpRequestBuilder().uri(address(place)).forStreaming().build();
    CompletableFuture<HttpResponse<InputStream>> answer =
        http.sendAsync(request, InputStream.class);
    try {
      return content(answer.get(ANSWER_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException | ExecutionException e) {
      answer.cancel(true);
      throw new KubernetesClientException("the log of pod " + place.pod() + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable(RETRY);
    }
  }

  /** The pod may be gone by now, and a node may have lost its log: then there is none. */
  private static Optional<InputStream> content(HttpResponse<InputStream> answer) {
    if (answer.isSuccessful()) {
      return Optional.of(answer.body());
    }
    try {
      answer.body().close();
    } catch (IOException e) {
      LOG.debug("An answer was not closed", e);
    }
    if (answer.code() == 400 || answer.code() == 404) {
      return Optional.empty();
    }
    throw new KubernetesClientException("a pod's log was refused", answer.code(), null);
  }

  private URI address(AttemptPod.Place place) {
    String path =
        "api/v1/namespaces/%s/pods/%s/log?container=%s&follow=true&limitBytes=%d"
            .formatted(namespace, place.pod(), place.container(), MAX_BYTES);
    return URI.create(client.getMasterUrl().toString()).resolve(path);
  }

  /** Ends the logs that are being followed: whoever reads them sees their end. */
  @Override
  public void close() {
    followed.close();
  }
}
