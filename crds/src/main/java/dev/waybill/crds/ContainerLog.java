package dev.waybill.crds;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The log of a pod's container, which the API server asks the pod's node for: by one request, where
 * the client's own way lists and watches the pod first, and waits for one that is not ready.
 */
public record ContainerLog(String namespace, String pod, String container) {
  /** Over in four seconds: a server that is away is not to be taken for one that is late. */
  private static final RequestConfig RETRIES =
      new RequestConfigBuilder()
          .withRequestRetryBackoffLimit(3)
          .withRequestRetryBackoffInterval(500)
          .build();

  /** As it is now, to its end. */
  public InputStream read(KubernetesClient client, Duration answer) throws InterruptedException {
    return open(client, answer, "");
  }

  /**
   * What is written from the first line on, until the container ends.
   *
   * @param bytes after which it ends all the same
   */
  public InputStream follow(KubernetesClient client, Duration answer, long bytes)
      throws InterruptedException {
    return open(client, answer, "&follow=true&limitBytes=" + bytes);
  }

  /**
   * @param answer how long the API server may take to begin
   * @return not read yet; the caller closes it
   * @throws KubernetesClientException with the code of a refusal: 404 where the pod is gone, 400
   *     where the container has written nothing that could be had; without a code where no answer
   *     came, caused by a TimeoutException where none came in time
   */
  private InputStream open(KubernetesClient client, Duration answer, String how)
      throws InterruptedException {
    HttpClient http = client.getHttpClient().newBuilder().tag(RETRIES).build();
    String path =
        "api/v1/namespaces/%s/pods/%s/log?container=%s%s".formatted(namespace, pod, container, how);
    URI address = URI.create(client.getMasterUrl().toString()).resolve(path);
    HttpRequest request = http.newHttpRequestBuilder().uri(address).forStreaming().build();
    CompletableFuture<HttpResponse<InputStream>> response =
        http.sendAsync(request, InputStream.class);
    try {
      return body(response.get(answer.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      abandon(response);
      throw new KubernetesClientException("the log of pod " + pod + " was not answered", e);
    } catch (InterruptedException e) {
      abandon(response);
      throw e;
    }
  }

  private InputStream body(HttpResponse<InputStream> response) {
    if (response.isSuccessful()) {
      return response.body();
    }
    close(response);
    throw new KubernetesClientException(
        "the log of pod " + pod + " was refused", response.code(), null);
  }

  /** It may come all the same. */
  private static void abandon(CompletableFuture<HttpResponse<InputStream>> response) {
    if (!response.cancel(true)) {
      response.thenAccept(ContainerLog::close);
    }
  }

  private static void close(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException e) {
      // of words that nobody wants
    }
  }
}
