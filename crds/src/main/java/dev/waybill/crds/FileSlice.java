package dev.waybill.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Up to 100 files of a job. Owned by it, written by the operator, never by people. */
@Group(Waybill.GROUP)
@Version(Waybill.VERSION)
// else worked out by regular expressions for each object that is read
@Plural("fileslices")
@ValidationRule(value = "has(self.spec)", message = "spec is required")
@ShortNames("fs")
@AdditionalPrinterColumn(
    name = "Files",
    jsonPath = ".spec.count",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "States", jsonPath = ".status.states", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class FileSlice extends CustomResource<FileSliceSpec, FileSliceStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
