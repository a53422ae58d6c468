import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** What a plain client reaches: Jobs of the operator's kind, eight threads, a cap on what is outstanding, a watch. */
final class BareJobs {
  private static final int THREADS = 8;

  /** Jobs deleted in one request: all at once take longer than a client waits. */
  private static final int PAGE = 100;

  private final KubernetesClient client;
  private final String namespace;
  private final String prefix;
  private final int count;
  private final Semaphore places;
  private final Set<String> done = ConcurrentHashMap.newKeySet();

  BareJobs(KubernetesClient client, String namespace, String prefix, int count, int cap) {
    this.client = client;
    this.namespace = namespace;
    this.prefix = prefix;
    this.count = count;
    this.places = new Semaphore(cap);
  }

  /** Jobs a second, from the first creation until the last is seen complete. */
  double run() throws Exception {
    long start = System.nanoTime();
    try (var watch = client.batch().v1().jobs().inNamespace(namespace).withLabel("bench", prefix).watch(watcher());
        var threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < count; i++) {
        int index = i;
        threads.execute(() -> create(index));
      }
      Bench.await(() -> done.size() == count);
    }
    double rate = count / ((System.nanoTime() - start) / 1e9);
    for (int page = 0; page < count; page += PAGE) {
      client.raw(
          "/apis/batch/v1/namespaces/%s/jobs?labelSelector=bench%%3D%s&propagationPolicy=Background&limit=%d"
              .formatted(namespace, prefix, PAGE),
          "DELETE",
          null);
    }
    Bench.await(() -> client.pods().inNamespace(namespace).withLabel("bench", prefix).list().getItems().isEmpty());
    return rate;
  }

  private Watcher<Job> watcher() {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, Job job) {
        boolean complete = job.getStatus() != null
            && job.getStatus().getConditions().stream()
                .anyMatch(one -> one.getType().equals("Complete") && one.getStatus().equals("True"));
        if (complete && done.add(job.getMetadata().getName())) {
          places.release();
        }
      }

      @Override
      public void onClose(WatcherException cause) {}
    };
  }

  private void create(int index) {
    places.acquireUninterruptibly();
    client.resource(job(index)).create();
  }

  private Job job(int index) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(prefix + "-" + index)
        .withNamespace(namespace)
        .addToLabels("bench", prefix)
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("bench", prefix)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .addNewContainer()
        .withName("work")
        .withImage("waybill/worker:dev")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
