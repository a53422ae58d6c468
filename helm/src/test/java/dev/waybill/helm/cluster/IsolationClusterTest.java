package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pod that touches a client's bytes can reach. */
@OnCluster
class IsolationClusterTest {
  private final Installation installed;

  @TempDir Path folder;

  IsolationClusterTest(Installation installed) {
    this.installed = installed;
  }

  @Test
  void a_users_container_has_no_token_no_grant_and_no_key() throws Exception {
    String look =
        """
        env > /tmp/env
        for word in WAYBILL_GRANT WAYBILL_STORE X-Amz-Signature accessKey; do
          ! grep -q "$word" /tmp/env || { echo "found $word"; exit 4; }
        done
        test ! -e /var/run/secrets/kubernetes.io || { echo 'found a token'; exit 5; }
        ! touch /work/input/mine 2>/dev/null || { echo 'may write its input'; exit 6; }
        test "$(id -u)" != 0 || { echo 'is root'; exit 7; }
        """;
    Trial trial =
        Trial.apply(installed, Archives.letters(folder, 1), Trial.script(installed, look, ""));

    assertThat(trial.ended().state())
        .as(() -> trial.notes().toString())
        .isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void the_pods_of_a_job_carry_no_account_and_every_grant_is_for_their_own_file() throws Exception {
    Trial trial =
        Trial.apply(installed, Archives.letters(folder, 2), Trial.script(installed, "sleep 5", ""));
    Pod pod = trial.working();

    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSpec().getVolumes()).noneMatch(volume -> volume.getProjected() != null);
    List<EnvVar> secrets =
        Stream.concat(
                pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
            .map(Container::getEnv)
            .flatMap(List::stream)
            .filter(
                env -> env.getValueFrom() != null && env.getValueFrom().getSecretKeyRef() != null)
            .toList();
    String file = pod.getMetadata().getLabels().get("waybill.dev/file-index");
    assertThat(secrets)
        .isNotEmpty()
        .allMatch(env -> env.getValueFrom().getSecretKeyRef().getKey().equals("file-" + file));
    trial.ended();
  }

  @Test
  void another_jobs_objects_are_nobodys_without_a_signature() throws Exception {
    Trial trial = Trial.apply(installed, Archives.letters(folder, 1), "");
    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    String key = trial.status().result().key();

    try (HttpClient http = HttpClient.newHttpClient()) {
      URI object =
          installed.settings().store().resolve("/" + installed.buckets().output() + "/" + key);
      var answer = http.send(HttpRequest.newBuilder(object).build(), BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  /** Few clusters of a test have a controller for them, so what it would enforce is read. */
  @Test
  void the_jobs_pods_may_reach_the_store_and_nothing_reaches_them() {
    List<NetworkPolicy> policies =
        installed
            .client()
            .network()
            .v1()
            .networkPolicies()
            .inNamespace(installed.jobs())
            .list()
            .getItems();

    assertThat(policies)
        .isNotEmpty()
        .allSatisfy(
            policy -> {
              assertThat(policy.getSpec().getPolicyTypes()).contains("Ingress", "Egress");
              assertThat(policy.getSpec().getIngress()).isNullOrEmpty();
            });
  }
}
