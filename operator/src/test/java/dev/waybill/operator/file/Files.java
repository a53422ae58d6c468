package dev.waybill.operator.file;

import static java.util.stream.Collectors.joining;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.SliceStatus;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.Cluster;
import dev.waybill.storage.JobKeys;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A cluster's jobs, seen file by file through their slices. */
record Files(Cluster cluster) {
  private KubernetesClient client() {
    return cluster.client();
  }

  /** Uploads an archive and asks for it to be processed; returns the job's name, a UUID. */
  String job(int files, Integer attempts) throws IOException {
    String name = UUID.randomUUID().toString();
    cluster.upload(
        name, IntStream.range(0, files).mapToObj(index -> "f" + index + ".txt").toList());
    ProcessingJob job = new ProcessingJob();
    job.setMetadata(
        new ObjectMetaBuilder().withName(name).withNamespace(Cluster.NAMESPACE).build());
    job.setSpec(
        new ProcessingJobSpec(
            "me",
            null,
            new ProcessingJobSpec.Source(
                new ProcessingJobSpec.Archive(
                    Cluster.INPUT, new JobKeys(name).upload("a.zip"), "a.zip", null)),
            null,
            attempts == null ? null : new ProcessingJobSpec.RetryStrategy(attempts, null),
            null,
            null,
            null,
            null,
            null));
    client().resource(job).create();
    return name;
  }

  List<FileSlice> slices(String job) {
    return client()
        .resources(FileSlice.class)
        .inNamespace(Cluster.NAMESPACE)
        .withLabel(Waybill.JOB_LABEL, job)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparingInt(slice -> slice.getSpec().number()))
        .toList();
  }

  String states(String job) {
    return slices(job).stream().map(slice -> SliceStatus.of(slice).states()).collect(joining());
  }

  List<Attempt> attempts(String job) {
    return slices(job).stream()
        .flatMap(slice -> SliceStatus.of(slice).attempts().stream())
        .map(Attempt::parse)
        .toList();
  }

  Map<Integer, String> kinds(String job) {
    Map<Integer, String> kinds = new HashMap<>();
    attempts(job).forEach(one -> kinds.merge(one.file(), "" + one.kind().code(), String::concat));
    return kinds;
  }

  Map<Integer, String> notes(String job) {
    Map<Integer, String> notes = new HashMap<>();
    slices(job).stream()
        .flatMap(slice -> SliceStatus.of(slice).notes().stream())
        .forEach((FileNote note) -> notes.put(note.file(), note.reason()));
    return notes;
  }

  int jobsOf(String job) {
    return client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(Cluster.NAMESPACE)
        .withLabel(Waybill.JOB_LABEL, job)
        .withLabel(Waybill.STEP_LABEL, "document")
        .list()
        .getItems()
        .size();
  }

  /** Leaves nothing for the next test's operator to do. */
  void clear() {
    client()
        .resources(ProcessingJob.class)
        .inNamespace(Cluster.NAMESPACE)
        .list()
        .getItems()
        .stream()
        .map(job -> job.getMetadata().getName())
        .forEach(this::remove);
  }

  private void remove(String name) {
    var job = client().resources(ProcessingJob.class).inNamespace(Cluster.NAMESPACE).withName(name);
    job.delete();
    job.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
  }
}
