package dev.waybill.operator.pod;

import dev.waybill.crds.Waybill;
import java.util.HashMap;
import java.util.Map;

/** Labels of a Kubernetes Job: its own, and those that its ProcessingJob passes on. */
public final class JobLabels {
  private JobLabels() {}

  /**
   * @param jobs labels of the ProcessingJob, null where it has none
   * @param own win over all others
   */
  public static Map<String, String> with(Map<String, String> jobs, Map<String, String> own) {
    Map<String, String> all = new HashMap<>(jobs == null ? Map.of() : jobs);
    all.keySet().retainAll(Waybill.QUEUE_LABELS);
    all.putAll(own);
    return all;
  }
}
