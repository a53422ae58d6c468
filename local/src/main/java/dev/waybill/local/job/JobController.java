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
  private volatile boolean begun;

  /**
   * @param jobs an informer not yet started
   * @param pods an informer not yet started
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

  /**
   * To be called once, when both informers know everything. Before, a Job whose pod is not known
   * yet would be given a second one; what they have told so far is looked at now.
   */
  public void begin() {
    begun = true;
    jobs.getIndexer().list().forEach(job -> queue.add(key(job)));
  }

  private void podChanged(Pod pod) {
    pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> owner.getKind().equals("Job"))
        .forEach(owner -> queue.add(pod.getMetadata().getNamespace() + "/" + owner.getName()));
  }

  private void sync(String key) {
    Job job = jobs.getIndexer().getByKey(key);
    if (job == null || !begun) {
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
