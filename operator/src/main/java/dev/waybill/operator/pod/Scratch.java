package dev.waybill.operator.pod;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.math.BigDecimal;

/**
 * A folder of a pod that goes when the pod does.
 *
 * @param limit above which the kubelet evicts the pod, null for none
 */
public record Scratch(String name, String path, Quantity limit) {

  /** The one folder that a step of Waybill's own can write to. */
  public static Scratch temporary(Quantity limit) {
    return new Scratch("tmp", "/tmp", limit);
  }

  public Volume volume() {
    return new VolumeBuilder()
        .withName(name)
        .withNewEmptyDir()
        .withSizeLimit(limit)
        .endEmptyDir()
        .build();
  }

  public VolumeMount mount() {
    return mount(null);
  }

  VolumeMount readOnly() {
    return mount(true);
  }

  private VolumeMount mount(Boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(name)
        .withMountPath(path)
        .withReadOnly(readOnly)
        .build();
  }

  /**
   * A quantity and room for a file.
   *
   * @param size bytes
   */
  static Quantity with(Quantity quantity, long size) {
    return bytes(quantity.getNumericalAmount().add(BigDecimal.valueOf(size)));
  }

  /** Of bytes, as a quantity. */
  static Quantity bytes(BigDecimal bytes) {
    return new Quantity(bytes.toBigInteger().toString());
  }
}
