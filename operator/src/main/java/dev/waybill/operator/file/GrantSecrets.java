package dev.waybill.operator.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.pod.AttemptJob;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.grant.Grant;
import dev.waybill.storage.grant.Grants;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The grants of a slice's files: minted for all of them at once, kept in one Secret of the slice.
 * Nothing here is ever logged.
 */
final class GrantSecrets {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final ObjectStore store;
  private final String outputBucket;
  private final Duration life;
  private final long maxObjectBytes;

  /**
   * @param maxObjectBytes of one object that a pod writes
   */
  GrantSecrets(
      KubernetesClient client,
      ObjectStore store,
      String outputBucket,
      Duration life,
      long maxObjectBytes) {
    this.client = client;
    this.store = store;
    this.outputBucket = outputBucket;
    this.life = life;
    this.maxObjectBytes = maxObjectBytes;
  }

  /** At half of their life: a pod that starts at the latest moment has the other half. */
  static Instant renewAt(Instant now, Instant expireAt) {
    return now.plus(Duration.between(now, expireAt).dividedBy(2));
  }

  /**
   * @return when the first of the new grants runs out
   */
  Instant renew(FileSlice slice, ProcessingJob job, List<Integer> files, Instant now) {
    Map<Integer, Grant> grants = grants(job).mint(files, now);
    Secret secret = secret(slice, grants);
    try {
      client.resource(secret).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      replace(secret);
    }
    return grants.values().stream()
        .map(grant -> Instant.ofEpochSecond(grant.expiresAt()))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** The client's own update reads first, and nobody lets the operator read Secrets. */
  private void replace(Secret secret) {
    client.raw(
        "/api/v1/namespaces/%s/secrets/%s"
            .formatted(secret.getMetadata().getNamespace(), secret.getMetadata().getName()),
        "PUT",
        secret);
  }

  void delete(FileSlice slice) {
    client
        .secrets()
        .inNamespace(slice.getMetadata().getNamespace())
        .withName(AttemptJob.grantsName(slice.getMetadata().getName()))
        .delete();
  }

  private Grants grants(ProcessingJob job) {
    ProcessingJobStatus.Archive archive = job.getStatus().archive();
    ObjectInfo adopted =
        new ObjectInfo(
            new ObjectRef(archive.bucket(), archive.key(), archive.versionId()),
            archive.eTag(),
            archive.size() == null ? 0 : archive.size(),
            null);
    return new Grants(store, adopted, outputBucket, new JobKeys(job.jobId()), life, maxObjectBytes);
  }

  private static Secret secret(FileSlice slice, Map<Integer, Grant> grants) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(AttemptJob.grantsName(slice.getMetadata().getName()))
        .withNamespace(slice.getMetadata().getNamespace())
        .withLabels(
            Map.of(
                Waybill.JOB_LABEL, SliceReader.jobName(slice),
                Waybill.SLICE_LABEL, slice.getMetadata().getName()))
        .withOwnerReferences(AttemptJob.owner(slice))
        .endMetadata()
        .withType("Opaque")
        .withStringData(
            grants.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        grant -> AttemptJob.grantKey(grant.getKey()),
                        grant -> json(grant.getValue()))))
        .build();
  }

  private static String json(Grant grant) {
    try {
      return JSON.writeValueAsString(grant);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a grant cannot be written");
    }
  }
}
