package dev.waybill.crds;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/**
 * The one way that clients of any Kubernetes API are made: watches are plain HTTP, for one way of
 * watching is enough, and it is the one that is tested.
 */
public final class KubernetesClients {
  private KubernetesClients() {}

  /**
   * @param cluster where and as whom
   */
  public static KubernetesClient connect(Config cluster) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(cluster).withOnlyHttpWatches(true).build())
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("ascii-watches", new AsciiWatches()))
        .build();
  }
}
