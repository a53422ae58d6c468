package dev.waybill.gateway.jobs;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.http.HttpClosedException;
import java.util.function.Supplier;

/**
 * Kept connections that the API server, or what stands before it, closed while a request was on its
 * way into them. The client tries again only what fails with an {@code IOException}, which Vert.x's
 * is not (kubernetes-client, issue 7450), so that a caller would be told 503 of a server that is
 * well.
 */
final class StaleConnections {
  /** A server that ends closes all that are kept; each one that is not noticed costs a try. */
  private static final int TRIES = 4;

  private StaleConnections() {}

  /**
   * @param call may reach the server more than once: what it writes must bear being written again,
   *     as what is made by name and what is changed by version does
   */
  static <T> T retried(Supplier<T> call) {
    for (int left = TRIES - 1; left > 0; left--) {
      try {
        return call.get();
      } catch (KubernetesClientException e) {
        if (!closed(e)) {
          throw e;
        }
      }
    }
    return call.get();
  }

  private static boolean closed(Throwable error) {
    return error instanceof HttpClosedException
        || (error.getCause() != null && closed(error.getCause()));
  }
}
