package dev.waybill.operator.kube;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Optional;

/**
 * The only way a status is written: PUT {@code /status} with the resourceVersion that was decided
 * on. A conflict is never answered by writing again, for the plan was made for another state.
 */
public final class StatusWriter {
  private final KubernetesClient client;

  public StatusWriter(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Writes {@code next} over {@code snapshot}'s status; nothing is sent when they are equal.
   *
   * @return the resource as it is now, with its new resourceVersion; empty when the snapshot is
   *     outdated or gone: the plan and its effects must be dropped
   */
  public <S, R extends CustomResource<?, S>> Optional<R> write(R snapshot, S next) {
    if (Objects.equals(snapshot.getStatus(), next)) {
      return Optional.of(snapshot);
    }
    R copy = client.getKubernetesSerialization().clone(snapshot);
    copy.setStatus(next);
    try {
      return Optional.of(client.resource(copy).updateStatus());
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
          || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
