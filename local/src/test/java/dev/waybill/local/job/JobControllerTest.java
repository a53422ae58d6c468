package dev.waybill.local.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.KubernetesClients;
import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.local.node.PodLogFiles;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Job controller on the embedded API. */
class JobControllerTest {
  private static final String NAMESPACE = "default";

  @TempDir Path data;

  @Test
  void jobs_that_were_told_of_before_everything_was_known_get_their_pods_all_the_same()
      throws Exception {
    EmbeddedKubernetes.Settings settings =
        new EmbeddedKubernetes.Settings(data, 0, new PodLogFiles(data));
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(settings);
        KubernetesClient client =
            KubernetesClients.connect(Config.fromKubeconfig(kubernetes.kubeconfig()))) {
      client.resource(job("a")).create();
      client.resource(job("b")).create();
      SharedIndexInformer<Job> jobs =
          client.batch().v1().jobs().inNamespace(NAMESPACE).runnableInformer(0);
      SharedIndexInformer<Pod> pods = client.pods().inNamespace(NAMESPACE).runnableInformer(0);
      try (JobController controller = new JobController(client, jobs, pods, Clock.systemUTC())) {
        jobs.start().toCompletableFuture().join();
        pods.start().toCompletableFuture().join();
        assertThat(pods.getIndexer().list()).isEmpty();

        controller.begin();

        await().untilAsserted(() -> assertThat(pods.getIndexer().list()).hasSize(2));
      } finally {
        jobs.stop();
        pods.stop();
      }
    }
  }

  private static Job job(String name) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withNewTemplate()
        .withNewSpec()
        .withRestartPolicy("Never")
        .addNewContainer()
        .withName("document")
        .withImage("worker")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
