package dev.waybill.gateway.idp;

import dev.waybill.crds.FileState;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.gateway.auth.BearerAuth;
import dev.waybill.gateway.http.Bodies;
import dev.waybill.gateway.http.Json;
import dev.waybill.gateway.http.Refusal;
import dev.waybill.gateway.http.ServerSecret;
import dev.waybill.gateway.http.Texts;
import dev.waybill.gateway.jobs.Cancellation;
import dev.waybill.gateway.jobs.JobAccess;
import dev.waybill.gateway.jobs.JobFiles;
import dev.waybill.gateway.jobs.Jobs;
import dev.waybill.gateway.jobs.JobsConfig;
import dev.waybill.gateway.jobs.PodLogs;
import dev.waybill.gateway.jobs.Quotas;
import dev.waybill.gateway.jobs.Standing;
import dev.waybill.gateway.jobs.UploadLook;
import dev.waybill.storage.ObjectStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The routes of this dialect. Who the caller is comes first, what it asks second. */
public final class IdpRoutes {
  private final BearerAuth auth;
  private final Bodies bodies;
  private final JobAccess access;
  private final JobFiles files;
  private final Cancellation cancellation;
  private final CreateJob create;
  private final ReadJob read;
  private final Cursors cursors;

  public IdpRoutes(
      BearerAuth auth,
      Bodies bodies,
      Jobs jobs,
      PodLogs pods,
      ObjectStore store,
      JobsConfig config,
      ServerSecret secret) {
    this.auth = auth;
    this.bodies = bodies;
    this.access = new JobAccess(jobs, config);
    this.files = new JobFiles(jobs, store, config.outputBucket());
    this.cancellation = new Cancellation(jobs);
    Quotas quotas = new Quotas(config, System::nanoTime);
    this.create = new CreateJob(jobs, access, quotas, store, config, secret);
    UploadLook uploads = new UploadLook(jobs, store, config.inputBucket(), System::nanoTime);
    this.read = new ReadJob(files, uploads, store, pods, config);
    this.cursors = new Cursors(secret);
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/jobs", this::create);
    routes.get("/jobs", this::list);
    routes.get("/jobs/{id}", this::get);
    routes.delete("/jobs/{id}", this::cancel);
    routes.get("/jobs/{id}/files", this::files);
    routes.get("/jobs/{id}/files/{index}/log", this::log);
  }

  private void create(Context context) {
    String principal = auth.writer(context).principal();
    Optional<IdempotencyKey> key = IdempotencyKey.of(context);
    JobRequest request = JobRequest.parse(bodies.read(context));
    Json.answer(context, 200, create.create(principal, key, request));
  }

  private void list(Context context) {
    String principal = auth.reader(context).principal();
    Page<JobState> page = Page.of(context, "jobs", JobState.class, cursors, principal);
    List<ProcessingJob> own = access.own(principal);
    Json.answer(
        context,
        200,
        JobLists.jobs(own, page, place -> cursors.seal(principal, page.query(), place)));
  }

  private void get(Context context) {
    ProcessingJob job = found(context, auth.reader(context).principal()).job();
    Json.answer(context, 200, read.answer(job));
  }

  private void cancel(Context context) {
    JobAccess.Found found = found(context, auth.writer(context).principal());
    if (found.standing() != Standing.OWN) {
      throw Refusal.of(403, "Forbidden");
    }
    Cancellation.Outcome outcome =
        cancellation
            .cancel(found.job())
            .orElseThrow(() -> IdpErrors.notFound(context.pathParam("id")));
    Json.answer(context, outcome.accepted() ? 202 : 200, read.answer(outcome.job()));
  }

  private void files(Context context) {
    String principal = auth.reader(context).principal();
    ProcessingJob job = found(context, principal).job();
    String what = "files of " + job.jobId();
    Page<FileState> page = Page.of(context, what, FileState.class, cursors, principal);
    Json.answer(
        context,
        200,
        JobLists.files(
            files.of(job).orElse(List.of()),
            page,
            place -> cursors.seal(principal, page.query(), place)));
  }

  private void log(Context context) throws IOException {
    String principal = auth.reader(context).principal();
    ProcessingJob job = found(context, principal).job();
    InputStream log =
        read.log(principal, job, context.pathParam("index"))
            .orElseThrow(() -> IdpErrors.notFound(context.pathParam("id")));
    Texts.answer(context, log);
  }

  private JobAccess.Found found(Context context, String principal) {
    String id = context.pathParam("id");
    return access.find(id, principal).orElseThrow(() -> IdpErrors.notFound(id));
  }
}
