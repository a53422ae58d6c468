package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart on a cluster: it is there, and stays as it is. */
@OnCluster
class InstallClusterTest {
  private final Installation installed;

  InstallClusterTest(Installation installed) {
    this.installed = installed;
  }

  @Test
  void two_of_each_are_ready_in_a_namespace_that_lets_in_restricted_pods_only() {
    for (String component : new String[] {"operator", "gateway"}) {
      // others may just have been rolled
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () ->
                  assertThat(installed.pods(component)).hasSize(2).allMatch(Readiness::isPodReady));
    }
    assertThat(installed.client().namespaces().withName(installed.jobs()).get().getMetadata())
        .extracting(ObjectMeta::getLabels)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }

  @Test
  void nothing_was_restarted() {
    assertThat(Stream.of("operator", "gateway").flatMap(each -> installed.pods(each).stream()))
        .allSatisfy(
            pod ->
                assertThat(pod.getStatus().getContainerStatuses())
                    .allMatch(container -> container.getRestartCount() == 0));
  }

  @Test
  void the_hook_made_the_secrets_and_left_nothing_else_behind() {
    assertThat(secret("gateway").getData())
        .containsOnlyKeys("server-secret", "signing-keys.json", "clients.json");
    assertThat(secret("client").getData()).containsOnlyKeys("clientId", "clientSecret");
    assertThat(secret("client").getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/instance", Installation.RELEASE)
        .containsEntry("app.kubernetes.io/component", "client");
    assertThat(installed.pods("init")).isEmpty();
    assertThat(
            installed
                .client()
                .serviceAccounts()
                .inNamespace(installed.namespace())
                .list()
                .getItems())
        .extracting(HasMetadata::getMetadata)
        .extracting(ObjectMeta::getName)
        .doesNotContain("waybill-init");
  }

  private Secret secret(String name) {
    return installed
        .client()
        .secrets()
        .inNamespace(installed.namespace())
        .withName("waybill-" + name)
        .require();
  }

  @Test
  void the_client_that_was_made_gets_a_token_and_may_ask_for_jobs() throws Exception {
    try (LocalPortForward gateway = installed.gateway();
        HttpClient http = HttpClient.newHttpClient()) {
      URI api = URI.create("http://127.0.0.1:" + gateway.getLocalPort());
      String credentials =
          installed.secret("waybill-client", "clientId")
              + ":"
              + installed.secret("waybill-client", "clientSecret");
      var token =
          http.send(
              HttpRequest.newBuilder(api.resolve("/oauth2/token"))
                  .header("Authorization", "Basic " + base64(credentials))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(token.statusCode()).isEqualTo(200);

      String bearer = token.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
      var jobs =
          http.send(
              HttpRequest.newBuilder(api.resolve("/jobs"))
                  .header("Authorization", "Bearer " + bearer)
                  .build(),
              BodyHandlers.ofString());
      assertThat(jobs.statusCode()).isEqualTo(200);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void an_upgrade_leaves_the_secrets_and_replaces_only_the_pods_whose_settings_changed() {
    String version = secret("gateway").getMetadata().getResourceVersion();
    var gateways = installed.pods("gateway").stream().map(InstallClusterTest::uid).toList();
    var operators = installed.pods("operator").stream().map(InstallClusterTest::uid).toList();
    try {
      installed.upgrade("operator: {env: {WAYBILL_OPERATOR_MAX_FILES: '9999'}}");

      assertThat(secret("gateway").getMetadata().getResourceVersion()).isEqualTo(version);
      assertThat(installed.pods("gateway").stream().map(InstallClusterTest::uid))
          .containsExactlyInAnyOrderElementsOf(gateways);
      assertThat(
              installed.pods("operator").stream()
                  .filter(Readiness::isPodReady)
                  .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                  .map(InstallClusterTest::uid))
          .isNotEmpty()
          .doesNotContainAnyElementsOf(operators);
    } finally {
      installed.upgrade();
    }
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }
}
