package dev.waybill.crds;

import com.fasterxml.jackson.core.filter.TokenFilter;
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
    return builder(cluster, TokenFilter.INCLUDE_ALL).build();
  }

  /**
   * One that reads no {@code managedFields}, and no pod templates of Jobs: to be given to the
   * operator and the gateway. A Job that was read with it is not to be written back.
   *
   * @param cluster where and as whom
   */
  public static KubernetesClient lean(Config cluster) {
    return builder(cluster, Unread.LEFT_OUT)
        .withKubernetesSerialization(WatchedKinds.reader(Unread.mapper()))
        .build();
  }

  private static KubernetesClientBuilder builder(Config cluster, TokenFilter events) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(cluster).withOnlyHttpWatches(true).build())
        .withHttpClientBuilderConsumer(
            http ->
                http.addOrReplaceInterceptor("watch-events", new WatchEvents(events))
                    .addOrReplaceInterceptor("streams-apart", new StreamsApart())
                    .addOrReplaceInterceptor(
                        "silent-watches",
                        new SilentWatches(SilentWatches.LONGEST, System::nanoTime)));
  }
}
