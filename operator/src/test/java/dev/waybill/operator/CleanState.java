package dev.waybill.operator;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.stream.Stream;

/** What is left of a job in the cluster beside itself. */
public final class CleanState {
  private CleanState() {}

  public static List<String> partsOf(Cluster cluster, String job) {
    return Stream.of(FileSlice.class, Job.class, Secret.class)
        .flatMap(
            kind ->
                cluster
                    .client()
                    .resources(kind.asSubclass(HasMetadata.class))
                    .inNamespace(Cluster.NAMESPACE)
                    .withLabel(Waybill.JOB_LABEL, job)
                    .list()
                    .getItems()
                    .stream())
        .map(part -> part.getKind() + "/" + part.getMetadata().getName())
        .toList();
  }
}
