package dev.waybill.local.job;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The one pod of a Job. */
final class JobPods {
  /** The only one there is, so no scheduler has to choose it. */
  private static final String NODE = "laptop";

  private static final int MAX_NAME = 63;

  private JobPods() {}

  /**
   * The same name each time it is asked for, unlike Kubernetes' own: a controller that lost its
   * memory between two steps cannot make a second pod.
   */
  static String nameOf(Job job) {
    String name = job.getMetadata().getName();
    String suffix = suffix(job.getMetadata().getUid());
    return name.substring(0, Math.min(name.length(), MAX_NAME - 1 - suffix.length()))
        + "-"
        + suffix;
  }

  static Pod podOf(Job job) {
    Map<String, String> labels = new HashMap<>();
    var template = job.getSpec().getTemplate();
    if (template.getMetadata() != null && template.getMetadata().getLabels() != null) {
      labels.putAll(template.getMetadata().getLabels());
    }
    labels.put("batch.kubernetes.io/controller-uid", job.getMetadata().getUid());
    labels.put("batch.kubernetes.io/job-name", job.getMetadata().getName());
    labels.put("controller-uid", job.getMetadata().getUid());
    labels.put("job-name", job.getMetadata().getName());
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(job.getMetadata().getNamespace())
        .withName(nameOf(job))
        .withLabels(labels)
        .withAnnotations(
            template.getMetadata() == null ? Map.of() : template.getMetadata().getAnnotations())
        .withOwnerReferences(owner(job))
        .endMetadata()
        .withSpec(template.getSpec())
        .editSpec()
        .withNodeName(NODE)
        .endSpec()
        .build();
  }

  private static OwnerReference owner(Job job) {
    return new OwnerReferenceBuilder()
        .withApiVersion("batch/v1")
        .withKind("Job")
        .withName(job.getMetadata().getName())
        .withUid(job.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  private static String suffix(String uid) {
    String hash =
        Long.toString(UUID.nameUUIDFromBytes(uid.getBytes()).getMostSignificantBits() >>> 1, 36);
    return ("00000" + hash).substring(hash.length());
  }
}
