package dev.waybill.helm.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where cluster tests run, and with what.
 *
 * @param registry of the images, empty: the nodes have them
 * @param node the label kubernetes.io/hostname of the node where pods run for real, null: any
 * @param store as this process reaches it
 * @param storeFromPods the same, as pods do
 */
public record ClusterSettings(
    Path kubeconfig,
    String registry,
    String tag,
    String node,
    URI store,
    URI storeFromPods,
    String accessKeyId,
    String secretAccessKey,
    String region) {

  /**
   * Keys {@code KUBECONFIG}, {@code AWS_ENDPOINT_URL_S3}, {@code AWS_ACCESS_KEY_ID}, {@code
   * AWS_SECRET_ACCESS_KEY}, {@code AWS_REGION} (us-east-1), {@code WAYBILL_TEST_REGISTRY} (none),
   * {@code WAYBILL_TEST_TAG} (dev), {@code WAYBILL_TEST_NODE} (any), {@code WAYBILL_TEST_STORE}
   * (the store's endpoint as pods reach it; not set: the same, with {@code HOST_FROM_PODS} for its
   * host where that is set).
   */
  public static ClusterSettings fromEnv(Map<String, String> env) {
    URI store = URI.create(required(env, "AWS_ENDPOINT_URL_S3"));
    return new ClusterSettings(
        Path.of(required(env, "KUBECONFIG")),
        env.getOrDefault("WAYBILL_TEST_REGISTRY", ""),
        env.getOrDefault("WAYBILL_TEST_TAG", "dev"),
        env.get("WAYBILL_TEST_NODE"),
        store,
        fromPods(env, store),
        required(env, "AWS_ACCESS_KEY_ID"),
        required(env, "AWS_SECRET_ACCESS_KEY"),
        env.getOrDefault("AWS_REGION", "us-east-1"));
  }

  /** Of one of our images, as a node finds it. */
  public String image(String name) {
    return (registry.isEmpty() ? "" : registry + "/") + "waybill/" + name + ":" + tag;
  }

  private static URI fromPods(Map<String, String> env, URI store) {
    return Optional.ofNullable(env.get("WAYBILL_TEST_STORE"))
        .map(URI::create)
        .or(
            () ->
                Optional.ofNullable(env.get("HOST_FROM_PODS"))
                    .map(host -> store.getScheme() + "://" + host + ":" + store.getPort())
                    .map(URI::create))
        .orElse(store);
  }

  private static String required(Map<String, String> env, String key) {
    String value = env.get(key);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(key + " is required by tests on a cluster");
    }
    return value;
  }
}
