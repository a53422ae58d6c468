package dev.waybill.operator.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.operator.kube.Env;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how workers' pods are made. */
public final class WorkerPods {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final Set<String> PULL_POLICIES = Set.of("Always", "IfNotPresent", "Never");

  private WorkerPods() {}

  /**
   * @throws IllegalArgumentException naming the key of the first value that cannot be used
   */
  public static WorkerPod fromEnv(Env env) {
    Quantity memory = quantity(env, "WORKER_MEMORY", "512Mi");
    Quantity memoryLimit = quantity(env, "WORKER_MEMORY_LIMIT", "1Gi");
    if (memory.getNumericalAmount().compareTo(memoryLimit.getNumericalAmount()) > 0) {
      throw env.wrong("WORKER_MEMORY", "must be at most the limit, %s".formatted(memoryLimit));
    }
    return new WorkerPod(
        env.number("WORKER_USER", 10_001L, 1, Integer.MAX_VALUE),
        Map.of("cpu", quantity(env, "WORKER_CPU", "250m"), "memory", memory),
        Map.of("memory", memoryLimit),
        Map.of(
            "cpu", quantity(env, "STEP_CPU", "100m"),
            "memory", quantity(env, "STEP_MEMORY", "256Mi")),
        Map.of("memory", quantity(env, "STEP_MEMORY", "256Mi")),
        quantity(env, "WORKER_TMP", "1Gi"),
        quantity(env, "WORKER_OUTPUT", "1Gi"),
        env.number("WORKER_GRACE_SECONDS", 10L, 0, 3600),
        StartLimit.fromEnv(env),
        new MemoryGrowth(quantity(env, "MAX_GROWN_MEMORY", "8Gi")),
        placement(env));
  }

  private static Placement placement(Env env) {
    return new Placement(
        name(env, "WORKER_PRIORITY_CLASS"),
        name(env, "WORKER_RUNTIME_CLASS"),
        json(env, "WORKER_NODE_SELECTOR", "{}", new TypeReference<Map<String, String>>() {}),
        json(env, "WORKER_TOLERATIONS", "[]", new TypeReference<List<Toleration>>() {}),
        pullSecrets(env),
        pullPolicy(env),
        name(env, "WORKER_TRUST_CONFIG_MAP"));
  }

  private static String name(Env env, String key) {
    String name = env.text(key, null);
    if (name != null && !NAME.matcher(name).matches()) {
      throw env.wrong(key, "must be the name of a Kubernetes object");
    }
    return name;
  }

  private static <T> T json(Env env, String key, String absent, TypeReference<T> type) {
    try {
      T value = JSON.readValue(env.text(key, absent), type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // told like a null; Jackson's own words would repeat the value
    }
    throw env.wrong(key, "must be JSON as in a pod's spec, such as " + example(absent));
  }

  private static String example(String absent) {
    return absent.equals("{}")
        ? "{\"disktype\":\"ssd\"}"
        : "[{\"key\":\"batch\",\"operator\":\"Exists\"}]";
  }

  private static List<String> pullSecrets(Env env) {
    String key = "WORKER_IMAGE_PULL_SECRETS";
    List<String> names =
        Stream.of(env.text(key, "").split(","))
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .toList();
    if (!names.stream().allMatch(NAME.asMatchPredicate())) {
      throw env.wrong(key, "must be names of Secrets, separated by commas");
    }
    return names;
  }

  private static String pullPolicy(Env env) {
    String policy = env.text("WORKER_IMAGE_PULL_POLICY", null);
    if (policy != null && !PULL_POLICIES.contains(policy)) {
      throw env.wrong("WORKER_IMAGE_PULL_POLICY", "must be Always, IfNotPresent or Never");
    }
    return policy;
  }

  private static Quantity quantity(Env env, String name, String absent) {
    try {
      Quantity quantity = Quantity.parse(env.text(name, absent));
      quantity.getNumericalAmount();
      return quantity;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw env.wrong(name, "must be a Kubernetes quantity, such as 512Mi");
    }
  }
}
