package dev.waybill.helm.cluster;

import static org.awaitility.Awaitility.await;

import dev.waybill.crds.ProcessingJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** Takes jobs away. */
final class Jobs {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Jobs() {}

  /** By their operator, or, where that does not come to it in a minute, without it. */
  static void remove(KubernetesClient client, String namespace) {
    if (client.namespaces().withName(namespace).get() == null) {
      return;
    }
    try {
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(2))
          // hundreds may take a busy API server longer than a client waits
          .ignoreExceptionsMatching(KubernetesClientException.class::isInstance)
          .until(() -> gone(client, namespace));
    } catch (ConditionTimeoutException e) {
      for (ProcessingJob job : list(client, namespace)) {
        client.resource(job).edit(each -> unheld(each));
      }
    }
  }

  private static boolean gone(KubernetesClient client, String namespace) {
    client.resources(ProcessingJob.class).inNamespace(namespace).delete();
    return list(client, namespace).isEmpty();
  }

  private static List<ProcessingJob> list(KubernetesClient client, String namespace) {
    return client.resources(ProcessingJob.class).inNamespace(namespace).list().getItems();
  }

  private static ProcessingJob unheld(ProcessingJob job) {
    job.getMetadata().setFinalizers(List.of());
    return job;
  }
}
