package dev.waybill.gateway.house;

import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceSpec;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.FileTable;
import dev.waybill.crds.JobCondition;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.crds.Waybill;
import dev.waybill.gateway.http.Json;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.manifest.Manifest;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes what the operator would: statuses, slices, manifests. */
public final class OperatorPlayer {
  public static final String UPDATED = "2100-01-01T00:00:00Z";

  private final KubernetesClient client;
  private final ObjectStore store;

  OperatorPlayer(KubernetesClient client, ObjectStore store) {
    this.client = client;
    this.store = store;
  }

  public ProcessingJob job(String name) {
    return client
        .resources(ProcessingJob.class)
        .inNamespace(House.NAMESPACE)
        .withName(name)
        .require();
  }

  /** Seen the upload, and how many files and slices there will be; slices may come later. */
  public void adopt(String name, int files, int slices, boolean expanded) {

    status(name, JobState.IN_PROGRESS, conditions(expanded), files, slices, null, false, null);
  }

  /** Its archive cannot be adopted, or no file of it be started. */
  public void hold(String name, String reason, String message) {
    Condition waiting = condition(JobCondition.Waiting.name(), reason);
    status(name, JobState.IN_PROGRESS, List.of(waiting), null, null, null, false, message);
  }

  /** An end with files; the manifest is stored first, as the operator does. */
  public void end(String name, JobState state, String message, Manifest.File... files) {
    String id = job(name).jobId();
    put(
        new JobKeys(id).manifest(),
        Json.bytes(new Manifest(id, "documents.zip", UPDATED, now(), List.of(files))));
    if (state.hasResult()) {
      put(new JobKeys(id).results(), "results".getBytes(StandardCharsets.UTF_8));
    }
    status(name, state, conditions(true), files.length, 1, now(), state.hasResult(), message);
  }

  /** An end before there were any files. */
  public void refuse(String name, JobState state, String message) {
    status(name, state, List.of(), null, null, now(), false, message);
  }

  /** An end whose manifest the store did not take. */
  public void endUnwritten(String name, String message, int files) {
    status(name, JobState.FAILED, conditions(true), files, 1, now(), false, message);
  }

  /** Ended long ago. */
  public void endAt(String name, String finishedAt) {
    status(name, JobState.SUCCEEDED, conditions(true), 1, 1, finishedAt, true, null);
  }

  /** All files done, results not there yet. */
  public void almost(String name) {
    status(name, JobState.SUCCEEDED, conditions(true), 1, 1, now(), false, null);
  }

  private void status(
      String name,
      JobState state,
      List<Condition> conditions,
      Integer files,
      Integer slices,
      String finishedAt,
      boolean result,
      String message) {
    ProcessingJob job = job(name);
    String key = new JobKeys(job.jobId()).results();
    job.setStatus(
        new ProcessingJobStatus(
            1L,
            state,
            conditions,
            null,
            null,
            finishedAt,
            UPDATED,
            new ProcessingJobStatus.Archive(
                House.INPUT, "adopted/x.zip", null, "\"e\"", 1L, files, slices),
            result ? new ProcessingJobStatus.Result(House.OUTPUT, key, 7L) : null,
            message));
    client.resource(job).updateStatus();
  }

  private static List<Condition> conditions(boolean expanded) {
    return Stream.of("Uploaded", "Expanded")
        .filter(type -> expanded || type.equals("Uploaded"))
        .map(type -> condition(type, "Played"))
        .toList();
  }

  private static Condition condition(String type, String reason) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason(reason)
        .withMessage("")
        .withLastTransitionTime(UPDATED)
        .build();
  }

  /** A slice whose files are called by {@code names}, each in the state of its character. */
  public void slice(
      String name, int first, List<String> names, String states, List<String> attempts) {
    ProcessingJob job = job(name);
    List<FileEntry> files = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      files.add(new FileEntry(first + i, names.get(i), 0, 1, 1, 0, 0, null));
    }
    FileSlice slice = new FileSlice();
    var owner =
        new OwnerReferenceBuilder()
            .withApiVersion(job.getApiVersion())
            .withKind(job.getKind())
            .withName(name)
            .withUid(job.getMetadata().getUid())
            .withController(true);
    slice.getMetadata().setName(name + "-" + first);
    slice.getMetadata().setNamespace(House.NAMESPACE);
    slice.getMetadata().setLabels(Map.of(Waybill.JOB_LABEL, name));
    slice.getMetadata().setOwnerReferences(List.of(owner.build()));
    slice.setSpec(new FileSliceSpec(first / 100, first, names.size(), FileTable.encode(files)));
    FileSlice created = client.resource(slice).create();
    List<FileNote> notes =
        IntStream.range(0, names.size())
            .filter(i -> states.charAt(i) == 'F')
            .mapToObj(i -> new FileNote(first + i, "it is broken"))
            .toList();
    created.setStatus(new FileSliceStatus(states, notes, attempts));
    client.resource(created).updateStatus();
  }

  public void put(String key, byte[] content) {
    store.put(ObjectRef.of(House.OUTPUT, key), content, "application/octet-stream");
  }

  /** The client's upload has arrived. */
  public void upload(String id) {
    store.put(
        ObjectRef.of(House.INPUT, new JobKeys(id).upload("documents.zip")),
        new byte[] {1},
        "application/zip");
  }

  public static Manifest.File file(int index, String name, String state, String reason) {
    var attempt = new Manifest.Attempt(1, "SUCCEEDED", 0, null, UPDATED, UPDATED, "p", "n");
    return new Manifest.File(index, name, state, reason, List.of(attempt), null);
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
