package dev.waybill.local.stack;

import dev.waybill.local.job.JobController;
import dev.waybill.local.node.LaptopNode;
import dev.waybill.local.node.PodLogFiles;
import dev.waybill.local.pool.ChildCommand;
import dev.waybill.local.pool.ChildPool;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** The Job controller, and the node that runs its pods. */
final class Nodes implements AutoCloseable {
  private static final int CHILD_HEAP_MEGABYTES = 512;
  private static final long SYNC_SECONDS = 30;

  private final Closers closers = new Closers();

  private Nodes() {}

  static Nodes start(KubernetesClient client, int children, PodLogFiles logs, String workerImage) {
    Nodes nodes = new Nodes();
    Clock clock = Clock.systemUTC();
    SharedIndexInformer<Pod> pods =
        client.pods().inNamespace(ClusterObjects.NAMESPACE).runnableInformer(0);
    SharedIndexInformer<Job> jobs =
        client.batch().v1().jobs().inNamespace(ClusterObjects.NAMESPACE).runnableInformer(0);
    nodes.closers.add(pods, informer -> informer::stop);
    nodes.closers.add(jobs, informer -> informer::stop);
    ChildPool pool =
        nodes.closers.add(new ChildPool(children, ChildCommand.worker(CHILD_HEAP_MEGABYTES)));
    pool.warm();
    LaptopNode node =
        nodes.closers.add(new LaptopNode(client, pods, pool, logs, workerImage, clock));
    JobController controller = nodes.closers.add(new JobController(client, jobs, pods, clock));
    await(pods);
    // Before the Job controller knows its Jobs, and so before it makes a pod.
    node.cleanUp(pods.getIndexer().list());
    await(jobs);
    controller.begin();
    return nodes;
  }

  private static void await(SharedIndexInformer<?> informer) {
    informer.start().toCompletableFuture().orTimeout(SYNC_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    closers.close();
  }
}
