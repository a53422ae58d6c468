package dev.waybill.operator;

import dev.waybill.crds.Waybill;
import dev.waybill.storage.JobKeys;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Plays Job controller, kubelet and worker: a file called {@code bad…} fails, one called {@code
 * hang…} never ends, every other one completes and leaves its output.
 */
public final class PretendKubelet implements AutoCloseable {
  private final Cluster cluster;
  private final SharedIndexInformer<Job> jobs;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Queue<String> started = new ConcurrentLinkedQueue<>();
  private volatile Collects collects = Collects.RESULTS;

  /** What becomes of a {@code collect} Job. */
  public enum Collects {
    /** It ends, and leaves results.zip. */
    RESULTS,
    /** It ends. */
    NOTHING,
    /** Its pod is evicted. */
    DISRUPTED,
    /** It goes on. */
    FOR_EVER
  }

  public PretendKubelet(Cluster cluster) {
    this.cluster = cluster;
    jobs =
        cluster
            .client()
            .batch()
            .v1()
            .jobs()
            .inNamespace(Cluster.NAMESPACE)
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Job job) {
                    thread.execute(() -> run(job));
                  }

                  @Override
                  public void onUpdate(Job before, Job after) {}

                  @Override
                  public void onDelete(Job job, boolean unknown) {}
                });
  }

  public void collects(Collects what) {
    collects = what;
  }

  /** Names of the Jobs of one ProcessingJob that were started, in order. */
  public java.util.List<String> started(String job) {
    return started.stream().filter(name -> name.startsWith(job + "-")).toList();
  }

  @Override
  public void close() {
    jobs.close();
    thread.shutdownNow();
  }

  private void run(Job job) {
    if (job.getStatus() != null && !job.getStatus().getConditions().isEmpty()) {
      return;
    }
    started.add(job.getMetadata().getName());
    String file = environment(job, "WAYBILL_FILE_NAME");
    JobKeys keys = new JobKeys(environment(job, "WAYBILL_JOB_ID"));
    if (file == null) {
      collect(job, keys);
    } else if (file.startsWith("bad")) {
      end(job, failed());
    } else if (!file.startsWith("hang")) {
      output(job, keys);
      end(job, condition("Complete", "CompletionsReached", "Reached expected number"));
    }
  }

  private void collect(Job job, JobKeys keys) {
    if (collects == Collects.RESULTS) {
      cluster.put(Cluster.OUTPUT, keys.results(), "zip".getBytes(StandardCharsets.UTF_8));
    }
    if (collects == Collects.DISRUPTED) {
      end(
          job,
          condition(
              "Failed",
              "PodFailurePolicy",
              "Pod ns/p has condition DisruptionTarget matching FailJob rule at index 0"));
    } else if (collects != Collects.FOR_EVER) {
      end(job, condition("Complete", "CompletionsReached", "Reached expected number"));
    }
  }

  private void output(Job job, JobKeys keys) {
    int index = Integer.parseInt(job.getMetadata().getLabels().get(Waybill.FILE_INDEX_LABEL));
    int attempt = Integer.parseInt(job.getMetadata().getLabels().get(Waybill.ATTEMPT_LABEL));
    byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
    cluster.put(Cluster.OUTPUT, keys.data(index, attempt) + "text.txt", text);
    cluster.put(Cluster.OUTPUT, keys.done(index, attempt), text);
  }

  private static JobCondition failed() {
    return condition(
        "Failed",
        "PodFailurePolicy",
        "Container document for pod ns/p failed with exit code 1 matching FailJob rule at index 1");
  }

  private static JobCondition condition(String type, String reason, String message) {
    return new JobConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason(reason)
        .withMessage(message)
        .withLastTransitionTime(Instant.now().toString())
        .build();
  }

  private void end(Job job, JobCondition condition) {
    Job ended =
        new JobBuilder(job)
            .withStatus(
                new JobStatusBuilder()
                    .withStartTime(Instant.now().toString())
                    .withConditions(condition)
                    .build())
            .build();
    try {
      cluster.client().resource(ended).updateStatus();
    } catch (KubernetesClientException e) {
      if (e.getCode() != 404 && e.getCode() != 409) {
        throw e;
      }
    }
  }

  private static String environment(Job job, String name) {
    return job.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue))
        .get(name);
  }
}
