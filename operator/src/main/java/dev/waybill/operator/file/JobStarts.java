package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.pod.AttemptJob;
import dev.waybill.operator.pod.UnusableSpec;
import dev.waybill.operator.pod.WaitingReason;
import dev.waybill.operator.pod.WorkerPod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Makes the Jobs of a slice's claimed files. What keeps every Job from being made (a quota, grants
 * that cannot be signed, an API server with trouble of its own) is asked once a round. A policy may
 * refuse one file's alone, which asks for more disk or memory than the others': these are tried.
 */
final class JobStarts {
  /** In a round: a policy may as well refuse all. The next round begins behind them. */
  private static final int MOST_REFUSED = 2;

  /** Refusals that say something of this Job, and not of all (Kubernetes API conventions). */
  private static final Set<Integer> OF_ONE =
      Set.of(
          HttpURLConnection.HTTP_BAD_REQUEST,
          HttpURLConnection.HTTP_FORBIDDEN,
          /* Unprocessable */ 422);

  /** The words of Kubernetes' own admission plugin, which answers as any policy does. */
  private static final String QUOTA = "exceeded quota";

  private final KubernetesClient client;
  private final String image;
  private final WorkerPod worker;

  JobStarts(KubernetesClient client, String image, WorkerPod worker) {
    this.client = client;
    this.image = image;
    this.worker = worker;
  }

  /** Why a Job was not made. */
  private record Refusal(WaitingReason why, boolean ofOne) {}

  /**
   * @param obstacle what is in the way of all, empty where nothing is known to be
   * @param made told of every Job that was made
   * @return whether a Job is still owed
   */
  boolean start(
      List<Effect.CreateJob> wanted,
      Optional<WaitingReason> obstacle,
      FileSlice slice,
      ProcessingJob job,
      SliceMemory memory,
      Consumer<Job> made) {
    WaitingReason ofAll = obstacle.orElse(null);
    int refused = 0;
    int done = 0;
    for (Effect.CreateJob each : inTurn(wanted, memory.lastRefused)) {
      if (ofAll == null && refused < MOST_REFUSED) {
        Optional<Refusal> refusal = create(each, slice, job, memory, made);
        if (refusal.isEmpty()) {
          done++;
          continue;
        }
        memory.obstacles.put(each.name(), refusal.get().why());
        if (refusal.get().ofOne()) {
          refused++;
          memory.lastRefused = each.name();
        } else {
          ofAll = refusal.get().why();
        }
      } else if (ofAll != null) {
        memory.obstacles.put(each.name(), ofAll);
      }
    }
    return done < wanted.size();
  }

  private static List<Effect.CreateJob> inTurn(List<Effect.CreateJob> wanted, String lastRefused) {
    List<Effect.CreateJob> turn = new ArrayList<>(wanted);
    IntStream.range(0, turn.size())
        .filter(at -> turn.get(at).name().equals(lastRefused))
        .findFirst()
        .ifPresent(at -> Collections.rotate(turn, -at - 1));
    return turn;
  }

  private Optional<Refusal> create(
      Effect.CreateJob wanted,
      FileSlice slice,
      ProcessingJob job,
      SliceMemory memory,
      Consumer<Job> made) {
    try {
      made.accept(client.resource(build(wanted.file(), slice, job, memory)).create());
      forget(memory, wanted.name());
    } catch (UnusableSpec e) {
      return Optional.of(new Refusal(WaitingReason.notMade(e.getMessage()), true));
    } catch (KubernetesClientException e) {
      // a 5xx leaves open whether it was made: then the next try finds it there
      if (ApiAnswers.answered(e) && !thereAlready(e)) {
        return Optional.of(new Refusal(WaitingReason.notMade(ApiAnswers.words(e)), ofOne(e)));
      }
      // whether it was made is not certain any more: the next round looks
      forget(memory, wanted.name());
      if (!thereAlready(e)) {
        throw e;
      }
    }
    return Optional.empty();
  }

  private Job build(FileProgress file, FileSlice slice, ProcessingJob job, SliceMemory memory) {
    int attempt = file.last().map(Attempt::number).orElseThrow();
    int growth = GrowthPolicy.times(job.getSpec().retryStrategy(), file.attempts());
    return new AttemptJob(slice, job, file.entry(), attempt, growth, memory.grantsExpireAt)
        .build(image, worker);
  }

  private static void forget(SliceMemory memory, String name) {
    memory.unmade.remove(name);
    memory.obstacles.remove(name);
  }

  private static boolean ofOne(KubernetesClientException e) {
    return OF_ONE.contains(e.getCode()) && !ApiAnswers.words(e).contains(QUOTA);
  }

  /** A quota that is being written answers 409 as well, for another reason. */
  private static boolean thereAlready(KubernetesClientException e) {
    String reason = e.getStatus() == null ? null : e.getStatus().getReason();
    return e.getCode() == HttpURLConnection.HTTP_CONFLICT
        && (reason == null || reason.equals("AlreadyExists"));
  }
}
