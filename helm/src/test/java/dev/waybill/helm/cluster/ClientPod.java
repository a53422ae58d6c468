package dev.waybill.helm.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/**
 * A client in the cluster: a pod with an archive and curl, which reaches the API by its Service.
 */
final class ClientPod implements AutoCloseable {
  /**
   * {@code member NAME}: of a JSON document; {@code begin}, {@code upload}: a job and its archive.
   * Nothing is asked of the API twice; a store that is short of breath is.
   */
  private static final String FUNCTIONS =
      """
      set -euo pipefail
      member() { sed 's/.*"'"$1"'" *: *"\\([^"]*\\)".*/\\1/'; }
      token=$(curl -sSf -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials "$API/oauth2/token" | member access_token)
      begin() { curl -sSf -H "Authorization: Bearer $token" -d '{"fileName":"in.zip"}' "$API/jobs"; }
      upload() {
        local form=() field
        while IFS= read -r field; do
          form+=(-F "$field")
        done < <(grep -o '"requiredHeaders":{[^}]*}' <<<"$1" | sed 's/^[^{]*{//; s/}$//' | grep -o '"[^"]*":"[^"]*"' | sed 's/^"\\([^"]*\\)":"\\(.*\\)"$/\\1=\\2/')
        curl -sSf --connect-timeout 10 --retry 5 --retry-connrefused "${form[@]}" -F file=@/in/in.zip "$(member uploadUrl <<<"$1")"
      }
      """;

  /** Ends with the job's status and the first two bytes of its results. */
  private static final String WALK =
      """
      job=$(begin)
      upload "$job"
      status=PENDING_UPLOAD
      while [[ $status == PENDING_UPLOAD || $status == IN_PROGRESS ]]; do
        sleep 1
        answer=$(curl -sSf -H "Authorization: Bearer $token" "$API/jobs/$(member jobId <<<"$job")")
        status=$(member status <<<"$answer")
      done
      curl -sSf -o /tmp/results.zip "$(member downloadUrl <<<"$answer")"
      echo "$status $(head -c 2 /tmp/results.zip)"
      """;

  /** Four at a time, each with connections of its own. */
  private static final String MANY =
      """
      some() {
        local i job
        for ((i = 0; i < COUNT / 4; i++)); do
          if job=$(begin) && upload "$job" && curl -sSf -o /dev/null -H "Authorization: Bearer $token" "$API/jobs/$(member jobId <<<"$job")"; then
            echo done
          else
            echo failed
          fi
        done
      }
      (some & some & some & some & wait) | tee /tmp/all
      echo "$(grep -c '^done' /tmp/all) of $COUNT uploads, $(grep -c '^failed' /tmp/all || true) failed"
      """;

  /** Hundreds of uploads share two cores with the node that works on them. */
  private static final Duration LIMIT = Duration.ofMinutes(25);

  private final Installation installed;
  private final String name;
  private final PodResource pod;

  private ClientPod(Installation installed, String name) {
    this.installed = installed;
    this.name = name;
    this.pod = installed.client().pods().inNamespace(installed.namespace()).withName(name);
  }

  /** Takes one archive to its results; its log then ends with {@code SUCCEEDED PK}. */
  static ClientPod walk(Installation installed, Path archive) throws IOException {
    return new ClientPod(installed, "walk").start(archive, WALK);
  }

  /** Begins so many jobs; its log ends with how many failed. */
  static ClientPod uploads(Installation installed, Path archive, int count) throws IOException {
    return new ClientPod(installed, "uploads").start(archive, "COUNT=" + count + "\n" + MANY);
  }

  private ClientPod start(Path archive, String script) throws IOException {
    installed.client().resource(input(archive)).inNamespace(installed.namespace()).create();
    installed.client().resource(pod(script)).inNamespace(installed.namespace()).create();
    return this;
  }

  private ConfigMap input(Path archive) throws IOException {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .addToBinaryData("in.zip", Base64.getEncoder().encodeToString(Files.readAllBytes(archive)))
        .build();
  }

  private Pod pod(String script) {
    String address =
        installed
            .client()
            .services()
            .inNamespace(installed.namespace())
            .withName("waybill-gateway")
            .require()
            .getSpec()
            .getClusterIP();
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .withNodeName(installed.settings().node())
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(10_001L)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addNewVolume()
        .withName("in")
        .withNewConfigMap()
        .withName(name)
        .endConfigMap()
        .endVolume()
        .addNewContainer()
        .withName(name)
        .withImage(installed.settings().image("gateway"))
        .withImagePullPolicy("IfNotPresent")
        .withCommand("bash", "-c", FUNCTIONS + script)
        .withEnv(
            new EnvVar("API", "http://" + address, null),
            secret("CLIENT_ID", "clientId"),
            secret("CLIENT_SECRET", "clientSecret"))
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .addNewVolumeMount()
        .withName("in")
        .withMountPath("/in")
        .endVolumeMount()
        .endContainer()
        .endSpec()
        .build();
  }

  private static EnvVar secret(String name, String key) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, "waybill-client", false)
        .endValueFrom()
        .build();
  }

  /** Waits until the first line has been said. */
  void awaitFirst() {
    await().atMost(LIMIT).ignoreExceptions().until(() -> !pod.getLog().isEmpty());
  }

  /** All that it has said, once it has ended. */
  String log() {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Set.of("Succeeded", "Failed").contains(pod.require().getStatus().getPhase()));
    return pod.getLog();
  }

  @Override
  public void close() {
    pod.delete();
    installed.client().configMaps().inNamespace(installed.namespace()).withName(name).delete();
  }
}
