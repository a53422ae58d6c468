package dev.waybill.local.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A container's environment: plain values, and keys of Secrets. */
final class ContainerEnv {
  private ContainerEnv() {}

  /** A Secret or a key of one is not there (yet); the message is a kubelet's. */
  static final class NotReady extends Exception {
    private static final long serialVersionUID = 1L;

    private NotReady(String message) {
      super(message);
    }
  }

  /**
   * @param secrets finds a Secret of the pod's namespace by its name
   */
  static Map<String, String> resolve(
      Container container, Function<String, Optional<Secret>> secrets) throws NotReady {
    Map<String, String> env = new HashMap<>();
    for (EnvVar variable : container.getEnv()) {
      if (variable.getValueFrom() == null) {
        String value = Optional.ofNullable(variable.getValue()).orElse("");
        env.put(variable.getName(), Expansion.of(value, env));
      } else if (variable.getValueFrom().getSecretKeyRef() != null) {
        secretValue(variable.getValueFrom().getSecretKeyRef(), secrets)
            .ifPresent(value -> env.put(variable.getName(), value));
      } else {
        throw new NotReady(variable.getName() + ": only secretKeyRef is known here");
      }
    }
    return env;
  }

  private static Optional<String> secretValue(
      SecretKeySelector selector, Function<String, Optional<Secret>> secrets) throws NotReady {
    boolean optional = Boolean.TRUE.equals(selector.getOptional());
    Optional<Secret> secret = secrets.apply(selector.getName());
    if (secret.isEmpty() && !optional) {
      throw new NotReady("secret \"" + selector.getName() + "\" not found");
    }
    Optional<String> value =
        secret
            .map(Secret::getData)
            .map(data -> data.get(selector.getKey()))
            .map(ContainerEnv::decode);
    if (value.isEmpty() && !optional) {
      throw new NotReady(
          "couldn't find key " + selector.getKey() + " in Secret " + selector.getName());
    }
    return value;
  }

  private static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
