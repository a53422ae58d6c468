package dev.waybill.gateway;

import dev.waybill.gateway.auth.ClientSecrets;
import dev.waybill.gateway.auth.IssuerFiles;
import dev.waybill.gateway.http.ServerSecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the Secrets of an installation where they are not there yet. What is there is never
 * changed: ids of jobs, tokens and cursors hang on it. Any number of these may run at once.
 */
final class FirstSecrets {
  static final String SERVER_SECRET = "server-secret";
  static final String CLIENTS = "clients.json";
  static final String SIGNING_KEYS = "signing-keys.json";
  static final String CLIENT_ID = "clientId";
  static final String CLIENT_SECRET = "clientSecret";

  /** Argo CD, which goes by the release's label, would take what no manifest has for left over. */
  private static final Map<String, String> KEPT =
      Map.of(
          "argocd.argoproj.io/compare-options", "IgnoreExtraneous",
          "argocd.argoproj.io/sync-options", "Prune=false");

  private static final Logger LOG = LoggerFactory.getLogger(FirstSecrets.class);
  private static final int CONFLICT = 409;
  private static final Pattern LINE_END = Pattern.compile("\\r?\\n\\z");

  private final KubernetesClient client;
  private final InitConfig config;

  FirstSecrets(KubernetesClient client, InitConfig config) {
    this.client = client;
    this.config = config;
  }

  /**
   * @throws IllegalStateException for a Secret that is there and cannot be used, naming it and its
   *     key
   */
  void make() {
    // In this order: who sees the gateway's Secret sees the client's, which was made before it.
    Optional<Secret> gateway = find(config.gatewaySecret());
    if (config.clientSecret() == null) {
      requireGateway(
          gateway.orElseGet(() -> create(config.gatewaySecret(), FirstSecrets::gatewayForNobody)));
      return;
    }
    Optional<Secret> earlier = find(config.clientSecret());
    if (gateway.isPresent() && earlier.isEmpty()) {
      throw new IllegalStateException(
          ("Secret %s is there and Secret %s is not: a secret made now would not be known to the"
                  + " gateway. Create it with the %s and %s of a client of %s, or ask for no client")
              .formatted(
                  config.gatewaySecret(),
                  config.clientSecret(),
                  CLIENT_ID,
                  CLIENT_SECRET,
                  config.gatewaySecret()));
    }
    Secret one = earlier.orElseGet(() -> create(config.clientSecret(), this::newClient));
    requireIssuer(
        gateway.orElseGet(() -> create(config.gatewaySecret(), () -> gatewayFor(one))), one);
  }

  private static String random() {
    return ClientSecrets.random();
  }

  private Map<String, String> newClient() {
    return Map.of(CLIENT_ID, config.clientId(), CLIENT_SECRET, random());
  }

  /** For an outside issuer nothing else is read; for clients of one's own the keys are there. */
  private static Map<String, String> gatewayForNobody() {
    return Map.of(SERVER_SECRET, random(), SIGNING_KEYS, IssuerFiles.newSigningKeys());
  }

  private Map<String, String> gatewayFor(Secret one) {
    String id = clientId(one);
    String secret = clientSecret(one);
    return Map.of(
        SERVER_SECRET,
        random(),
        SIGNING_KEYS,
        IssuerFiles.newSigningKeys(),
        CLIENTS,
        IssuerFiles.oneClient(id, secret, config.scopes()));
  }

  private static void requireGateway(Secret gateway) {
    check(gateway, SERVER_SECRET, ServerSecret::new);
  }

  private void requireIssuer(Secret gateway, Secret one) {
    requireGateway(gateway);
    check(gateway, SIGNING_KEYS, IssuerFiles::requireSigningKeys);
    String id = clientId(one);
    String secret = clientSecret(one);
    check(
        gateway,
        CLIENTS,
        clients -> {
          if (!IssuerFiles.knows(clients, id, secret)) {
            LOG.warn(
                "The client of Secret {} is not one of Secret {}: it will get no token",
                config.clientSecret(),
                config.gatewaySecret());
          }
        });
  }

  private static void check(Secret secret, String key, Consumer<byte[]> rule) {
    try {
      rule.accept(value(secret, key));
    } catch (IllegalArgumentException e) {
      throw unusable(secret, key, "cannot be used: " + e.getMessage());
    }
  }

  private static String clientId(Secret one) {
    return text(one, CLIENT_ID, IssuerFiles::requireClientId);
  }

  private static String clientSecret(Secret one) {
    return text(one, CLIENT_SECRET, IssuerFiles::requireClientSecret);
  }

  /** Without the line end that an editor leaves in a file: clients do not send it. */
  private static String text(Secret secret, String key, Consumer<String> rule) {
    String whole = new String(value(secret, key), StandardCharsets.UTF_8);
    String text = LINE_END.matcher(whole).replaceFirst("");
    check(secret, key, _ -> rule.accept(text));
    return text;
  }

  private static byte[] value(Secret secret, String key) {
    String value = secret.getData() == null ? null : secret.getData().get(key);
    if (value == null || value.isEmpty()) {
      throw unusable(secret, key, "is not there");
    }
    return Base64.getDecoder().decode(value);
  }

  private static IllegalStateException unusable(Secret secret, String key, String why) {
    String name = secret.getMetadata().getName();
    return new IllegalStateException(
        "Secret %s: key %s %s. It is not changed; mend it, or delete it to have it made anew"
            .formatted(name, key, why));
  }

  private Optional<Secret> find(String name) {
    return Optional.ofNullable(
        client.secrets().inNamespace(config.namespace()).withName(name).get());
  }

  private Secret create(String name, Supplier<Map<String, String>> content) {
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(config.namespace())
            .withName(name)
            .withLabels(config.labels())
            .withAnnotations(KEPT)
            .endMetadata()
            .withStringData(content.get())
            .build();
    try {
      Secret made = client.resource(secret).create();
      LOG.info("Made Secret {}", name);
      return made;
    } catch (KubernetesClientException e) {
      if (e.getCode() != CONFLICT) {
        throw e;
      }
      return find(name)
          .orElseThrow(() -> new IllegalStateException("Secret " + name + " comes and goes", e));
    }
  }
}
