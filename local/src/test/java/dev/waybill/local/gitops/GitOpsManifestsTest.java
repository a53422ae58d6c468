package dev.waybill.local.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.crds.Crds;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.kubernetes.PodLogs;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code samples/gitops} is what the tools, and our own API, take. */
class GitOpsManifestsTest {
  @TempDir Path temp;

  @Test
  void the_job_is_accepted_as_it_stands_with_a_name_that_leaves_room_for_the_suffix()
      throws Exception {
    JsonNode job = GitOpsSamples.read("job/job.yaml").getFirst();
    JsonNode kustomization = GitOpsSamples.read("job/kustomization.yaml").getFirst();
    String name =
        job.path("metadata").path("name").asText() + kustomization.path("nameSuffix").asText();
    ProcessingJob applied = Serialization.unmarshal(Serialization.asYaml(job), ProcessingJob.class);
    applied.getMetadata().setName(name);
    applied.getMetadata().setNamespace("default");
    try (EmbeddedKubernetes kubernetes =
            EmbeddedKubernetes.start(new EmbeddedKubernetes.Settings(temp, 0, PodLogs.NONE));
        KubernetesClient client =
            new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubernetes.kubeconfig()))
                .build()) {
      for (String crd : Crds.yaml()) {
        client.load(new ByteArrayInputStream(crd.getBytes(StandardCharsets.UTF_8))).create();
      }

      assertThat(client.resource(applied).create().getMetadata().getName()).isEqualTo(name);
    }
  }

  @Test
  void no_applied_job_is_deleted_by_retention() {
    assertThat(
            GitOpsSamples.read("job/job.yaml").getFirst().at("/spec/retention/onExpiry").asText())
        .isEqualTo("Keep");
  }

  @Test
  void every_path_of_this_repository_that_a_manifest_names_is_there() {
    for (Path manifest : GitOpsSamples.manifests()) {
      for (JsonNode document : GitOpsSamples.read(manifest)) {
        document.findValuesAsText("path").stream()
            .filter(path -> !path.isEmpty())
            .forEach(path -> assertThat(Path.of("..", path)).as(manifest.toString()).isDirectory());
      }
    }
  }
}
