package dev.waybill.local.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the Jobs of one namespace and does what {@link JobDecision} says. */
public final class JobController implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobController.class);

  private final KubernetesClient client;
  private final Clock clock;
  private final WorkQueue queue;
  private final SharedIndexInformer<Job> jobs;
  private final SharedIndexInformer<Pod> pods;

  /**
   * @param jobs an informer not yet started; this controller starts it
   * @param pods an informer not yet started, whoever starts it
   */
  public JobController(
      KubernetesClient client,
      SharedIndexInformer<Job> jobs,
      SharedIndexInformer<Pod> pods,
      Clock clock) {
    this.client = client;
    this.clock = clock;
    this.jobs = jobs;
    this.pods = pods;
    this.queue = new WorkQueue("job-controller", this::sync);
    jobs.addEventHandler(EachChange.of(job -> queue.add(key(job))));
    pods.addEventHandler(EachChange.of(this::podChanged));
  }

  private void podChanged(Pod pod) {
    pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> owner.getKind().equals("Job"))
        .forEach(owner -> queue.add(pod.getMetadata().getNamespace() + "/" + owner.getName()));
  }

  private void sync(String key) {
    Job job = jobs.getIndexer().getByKey(key);
    if (job == null || !jobs.hasSynced() || !pods.hasSynced()) {
      return;
    }
    switch (JobDecision.decide(job, podOf(job), clock.instant())) {
      case JobAction.Rest() -> {}
      case JobAction.CreatePod(Pod pod) -> create(pod);
      case JobAction.WriteStatus(JobStatus status, boolean onlyIfPodIsGone) -> {
        if (!onlyIfPodIsGone || podIsGone(job)) {
          write(job, status);
        }
      }
    }
  }

  private Optional<Pod> podOf(Job job) {
    String key = job.getMetadata().getNamespace() + "/" + JobPods.nameOf(job);
    return Optional.ofNullable(pods.getIndexer().getByKey(key));
  }

  private boolean podIsGone(Job job) {
    return client
            .pods()
            .inNamespace(job.getMetadata().getNamespace())
            .withName(JobPods.nameOf(job))
            .get()
        == null;
  }

  private void create(Pod pod) {
    try {
      client.resource(pod).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      LOG.debug("{} is there already", pod.getMetadata().getName());
    }
  }

  private void write(Job job, JobStatus status) {
    try {
      client.resource(new JobBuilder(job).withStatus(status).build()).updateStatus();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT
          && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
      LOG.debug("{} has changed meanwhile, its next event decides", job.getMetadata().getName());
    }
  }

  private static String key(Job job) {
    return job.getMetadata().getNamespace() + "/" + job.getMetadata().getName();
  }

  @Override
  public void close() {
    queue.close();
  }
}
