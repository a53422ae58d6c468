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

/** A client in the cluster: a pod that walks one archive through the API with curl. */
final class WalkingPod implements AutoCloseable {
  private static final String NAME = "walk";

  /** Ends with the job's status and the first two bytes of its results. */
  private static final String SCRIPT =
      """
      set -euo pipefail
      member() { sed 's/.*"'"$1"'" *: *"\\([^"]*\\)".*/\\1/'; }
      token=$(curl -sSf -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials "$API/oauth2/token" | member access_token)
      job=$(curl -sSf -H "Authorization: Bearer $token" -d '{"fileName":"documents.zip"}' "$API/jobs")
      id=$(member jobId <<<"$job")
      form=()
      while IFS= read -r field; do
        form+=(-F "$field")
      done < <(grep -o '"requiredHeaders":{[^}]*}' <<<"$job" | sed 's/^[^{]*{//; s/}$//' | grep -o '"[^"]*":"[^"]*"' | sed 's/^"\\([^"]*\\)":"\\(.*\\)"$/\\1=\\2/')
      curl -sSf "${form[@]}" -F file=@/in/documents.zip "$(member uploadUrl <<<"$job")"
      status=PENDING_UPLOAD
      while [[ $status == PENDING_UPLOAD || $status == IN_PROGRESS ]]; do
        sleep 1
        answer=$(curl -sSf -H "Authorization: Bearer $token" "$API/jobs/$id")
        status=$(member status <<<"$answer")
      done
      curl -sSf -o /tmp/results.zip "$(member downloadUrl <<<"$answer")"
      echo "$status $(head -c 2 /tmp/results.zip)"
      """;

  private final Installation installed;
  private final PodResource pod;

  private WalkingPod(Installation installed) {
    this.installed = installed;
    this.pod = installed.client().pods().inNamespace(installed.namespace()).withName(NAME);
  }

  static WalkingPod start(Installation installed, Path archive) throws IOException {
    WalkingPod walk = new WalkingPod(installed);
    installed.client().resource(input(archive)).inNamespace(installed.namespace()).create();
    installed.client().resource(walk.pod()).inNamespace(installed.namespace()).create();
    return walk;
  }

  private static ConfigMap input(Path archive) throws IOException {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(NAME)
        .endMetadata()
        .addToBinaryData(
            "documents.zip", Base64.getEncoder().encodeToString(Files.readAllBytes(archive)))
        .build();
  }

  private Pod pod() {
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
        .withName(NAME)
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
        .withName(NAME)
        .endConfigMap()
        .endVolume()
        .addNewContainer()
        .withName(NAME)
        .withImage(installed.settings().image("gateway"))
        .withImagePullPolicy("IfNotPresent")
        .withCommand("bash", "-c", SCRIPT)
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

  /** All that it has said, once it has ended. */
  String log() {
    await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Set.of("Succeeded", "Failed").contains(pod.require().getStatus().getPhase()));
    return pod.getLog();
  }

  @Override
  public void close() {
    pod.delete();
    installed.client().configMaps().inNamespace(installed.namespace()).withName(NAME).delete();
  }
}
