package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeanJobsTest {
  private static final JobsConfig CONFIG =
      new JobsConfig("n", "in", "out", null, null, Duration.ofDays(7), true);

  private static final String WHOLE =
      """
      apiVersion: waybill.dev/v1alpha1
      kind: ProcessingJob
      metadata:
        name: 3c0f0a52-4a42-4c3b-a6a5-3a8a6c1d2e0f
        namespace: waybill-jobs
        uid: 7d0c36c5-66b1-4b5a-9f0e-0d2f4b8c1a55
        resourceVersion: "42"
        generation: 3
        creationTimestamp: "2026-01-01T00:00:00Z"
        deletionTimestamp: "2026-01-08T00:00:00Z"
        finalizers: [waybill.dev/data]
        labels: {team: freight}
        annotations: {waybill.dev/uploaded: etag, note: much}
        ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: a, uid: b}]
      spec:
        createdBy: waybill/alice
        request: {configurationVersion: v1, source: desk, bodyHash: abc}
        source:
          archive: {bucket: in, key: jobs/a/a.zip, fileName: a.zip, uploadDeadline: "2026-01-01T03:00:00Z"}
        worker: {image: a, env: [{name: A, value: much}]}
        retryStrategy: {attempts: 3}
        timeout: {attemptDurationSeconds: 60}
        parallelism: 5
        suspend: false
        terminate: true
        retention: {ttlSecondsAfterFinished: 60, onExpiry: Delete}
      status:
        observedGeneration: 3
        state: SUCCEEDED
        conditions:
          - {type: Uploaded, status: "True", reason: ObjectSeen, message: much}
          - {type: Expanded, status: "%1$s", reason: AllFilesKnown, message: much}
          - {type: Waiting, status: "%2$s", reason: Unschedulable, message: much}
          - {type: DataRemoved, status: "%3$s", reason: Expired, message: much}
        counts: {total: 1, queued: 0, inProgress: 0, completed: 1, failed: 0, aborted: 0, terminal: 1}
        startedAt: "2026-01-01T00:01:00Z"
        finishedAt: "2026-01-01T00:02:00Z"
        updatedAt: "2026-01-01T00:03:00Z"
        archive: {bucket: in, key: adopted/a.zip, versionId: v, eTag: e, size: 9, files: 101, slices: 2}
        result: {bucket: out, key: jobs/a/results.zip, size: 9}
        message: words
      """;

  private static ProcessingJob whole(boolean expanded, boolean waiting, boolean removed) {
    return Serialization.unmarshal(
        WHOLE.formatted(word(expanded), word(waiting), word(removed)), ProcessingJob.class);
  }

  private static String word(boolean value) {
    return value ? "True" : "False";
  }

  @Test
  void what_a_gateway_reads_is_kept_and_no_more() {
    ProcessingJob lean = LeanJobs.lean(whole(true, false, false));
    assertThat(Serialization.asYaml(lean))
        .isEqualTo(
            """
            ---
            apiVersion: "waybill.dev/v1alpha1"
            kind: "ProcessingJob"
            metadata:
              annotations:
                waybill.dev/uploaded: "etag"
              creationTimestamp: "2026-01-01T00:00:00Z"
              deletionTimestamp: "2026-01-08T00:00:00Z"
              name: "3c0f0a52-4a42-4c3b-a6a5-3a8a6c1d2e0f"
              namespace: "waybill-jobs"
              resourceVersion: "42"
              uid: "7d0c36c5-66b1-4b5a-9f0e-0d2f4b8c1a55"
            spec:
              createdBy: "waybill/alice"
              request:
                configurationVersion: "v1"
                source: "desk"
                bodyHash: "abc"
              source:
                archive:
                  bucket: "in"
                  key: "jobs/a/a.zip"
                  uploadDeadline: "2026-01-01T03:00:00Z"
              terminate: true
              retention:
                ttlSecondsAfterFinished: 60
                onExpiry: "Delete"
            status:
              state: "SUCCEEDED"
              conditions:
              - status: "True"
                type: "Uploaded"
              - status: "True"
                type: "Expanded"
              finishedAt: "2026-01-01T00:02:00Z"
              updatedAt: "2026-01-01T00:03:00Z"
              archive:
                files: 101
                slices: 2
              result: {}
              message: "words"
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, false",
    "false, false, false",
    "false, true, false",
    "true, true, true",
    "true, false, true",
  })
  void it_is_the_same_job_in_every_door_s_words(
      boolean expanded, boolean waiting, boolean removed) {
    ProcessingJob whole = whole(expanded, waiting, removed);
    whole.getMetadata().setDeletionTimestamp(null);
    ProcessingJob lean = LeanJobs.lean(whole);
    assertThat(lean.jobId()).isEqualTo(whole.jobId());
    assertThat(JobWords.state(lean)).isEqualTo(JobWords.state(whole));
    assertThat(JobWords.waitsFor(lean)).isEqualTo(JobWords.waitsFor(whole));
    assertThat(JobWords.expanded(lean).map(archive -> archive.slices()))
        .isEqualTo(JobWords.expanded(whole).map(archive -> archive.slices()));
    assertThat(lean.archiveSince()).isEqualTo(whole.archiveSince());
    assertThat(NewJob.formEnds(lean)).isEqualTo(NewJob.formEnds(whole));
    for (int second : new int[] {59, 60}) {
      Instant now = Instant.parse("2026-01-01T00:02:00Z").plusSeconds(second);
      assertThat(Standing.of(lean, "waybill/alice", CONFIG, now))
          .isEqualTo(Standing.of(whole, "waybill/alice", CONFIG, now));
    }
  }

  @Test
  void a_job_that_nobody_has_looked_at_yet_is_kept() {
    ProcessingJob job = whole(true, false, false);
    job.setStatus(null);
    job.getMetadata().setAnnotations(null);
    assertThat(JobWords.state(LeanJobs.lean(job))).isEqualTo(JobState.PENDING_UPLOAD);
    job.getMetadata().setAnnotations(Map.of());
    assertThat(JobWords.uploadSeen(LeanJobs.lean(job))).isFalse();
  }

  @Test
  void texts_that_are_equal_are_kept_once() {
    ProcessingJob one = LeanJobs.lean(whole(true, false, false));
    ProcessingJob other = LeanJobs.lean(whole(true, false, false));
    assertThat(one.getSpec().createdBy()).isSameAs(other.getSpec().createdBy());
    assertThat(one.getMetadata().getNamespace()).isSameAs(other.getMetadata().getNamespace());
  }
}
