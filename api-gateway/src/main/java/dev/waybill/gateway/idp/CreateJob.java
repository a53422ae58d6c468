package dev.waybill.gateway.idp;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.gateway.http.Refusal;
import dev.waybill.gateway.http.ServerSecret;
import dev.waybill.gateway.jobs.JobAccess;
import dev.waybill.gateway.jobs.JobWords;
import dev.waybill.gateway.jobs.Jobs;
import dev.waybill.gateway.jobs.JobsConfig;
import dev.waybill.gateway.jobs.NewJob;
import dev.waybill.gateway.jobs.Quotas;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.PostPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** {@code POST /jobs}: the resource first, then the form that uploads its archive. */
final class CreateJob {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Jobs jobs;
  private final JobAccess access;
  private final Quotas quotas;
  private final ObjectStore store;
  private final JobsConfig config;
  private final ServerSecret secret;

  CreateJob(
      Jobs jobs,
      JobAccess access,
      Quotas quotas,
      ObjectStore store,
      JobsConfig config,
      ServerSecret secret) {
    this.jobs = jobs;
    this.access = access;
    this.quotas = quotas;
    this.store = store;
    this.config = config;
    this.secret = secret;
  }

  /**
   * @throws Refusal 409 where the key has made a job of another body, 429 over a quota
   */
  UploadAnswer create(String principal, Optional<IdempotencyKey> key, JobRequest request) {
    quotas.admitRequest(principal);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String id =
        key.map(k -> k.jobId(principal, secret)).orElseGet(() -> UUID.randomUUID().toString());
    Optional<ProcessingJob> made = admitted(principal, id, key.isPresent(), request, now);
    return answer(made.isPresent() ? made.get() : earlier(id, principal, request), now);
  }

  /** Empty where a job of this id exists, which no quota keeps from being answered again. */
  private Optional<ProcessingJob> admitted(
      String principal, String id, boolean keyed, JobRequest request, Instant now) {
    try {
      quotas.reserve(principal, id, access.holding(principal), now);
    } catch (Refusal refusal) {
      if (keyed && jobs.live(id).isPresent()) {
        return Optional.empty();
      }
      throw refusal;
    }
    Optional<ProcessingJob> made = Optional.empty();
    try {
      made = jobs.create(resource(principal, id, request, now));
      return made;
    } finally {
      if (made.isEmpty()) {
        quotas.release(principal, id);
      }
    }
  }

  private ProcessingJob resource(String principal, String id, JobRequest request, Instant now) {
    Instant formEnds = now.plus(config.transfer().uploadLife());
    var kept =
        new ProcessingJobSpec.Request(
            request.configurationVersion(), request.source(), request.bodyHash());
    return new NewJob(id, principal, request.fileName(), kept, formEnds).resource(config);
  }

  private ProcessingJob earlier(String id, String principal, JobRequest request) {
    ProcessingJob job =
        access
            .find(id, principal)
            .map(JobAccess.Found::job)
            // It is being deleted: once it is gone the key is free again.
            .orElseThrow(() -> Refusal.unavailable(RETRY));
    var kept = job.getSpec().request();
    if (kept == null || !request.bodyHash().equals(kept.bodyHash())) {
      throw Refusal.of(409, "Idempotency-Key was used with another request body");
    }
    return job;
  }

  private UploadAnswer answer(ProcessingJob job, Instant now) {
    Duration left = Duration.between(now, NewJob.formEnds(job));
    if (JobWords.state(job) != JobState.PENDING_UPLOAD || left.toSeconds() < 1) {
      return new UploadAnswer(job.jobId(), null);
    }
    PostPolicy policy =
        new PostPolicy(
            config.inputBucket(),
            job.getSpec().source().archive().key(),
            false,
            "application/zip",
            1,
            config.transfer().maxUploadBytes(),
            left,
            true);
    return UploadAnswer.of(job.jobId(), store.presignPost(policy, now), now);
  }
}
