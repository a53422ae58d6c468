package dev.waybill.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.time.Instant;
import java.util.regex.Pattern;

/** One archive to be processed, file by file. */
@Group(Waybill.GROUP)
@Version(Waybill.VERSION)
// else worked out by regular expressions for each object that is read
@Plural("processingjobs")
@ValidationRule(value = "has(self.spec)", message = "spec is required")
@ShortNames("pj")
@ValidationRule(
    value =
        "size(self.metadata.name) <= 40 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    message = "metadata.name must be a DNS label of at most 40 characters")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(
    name = "Done",
    jsonPath = ".status.counts.terminal",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Files",
    jsonPath = ".status.counts.total",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Owner", jsonPath = ".spec.createdBy", priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.message", priority = 1)
public class ProcessingJob extends CustomResource<ProcessingJobSpec, ProcessingJobStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * The id that clients and the store's keys use: the name where that is a lower-case UUID, else
   * the uid.
   */
  public String jobId() {
    String name = getMetadata().getName();
    return UUID.matcher(name).matches() ? name : getMetadata().getUid();
  }

  /**
   * From when on what lies below the job's keys in the store is its own. An earlier job of the same
   * id, whose data could not be removed (DataLeft), may have left what is older.
   */
  public Instant ownSince() {
    return Instant.parse(getMetadata().getCreationTimestamp()).minus(Waybill.CLOCK_SKEW);
  }

  /**
   * From when on what lies at the archive's place is the job's: where a client of the API was asked
   * for an upload, what is the job's own; else whatever lies there.
   */
  public Instant archiveSince() {
    return getSpec().request() == null ? Instant.EPOCH : ownSince();
  }
}
