package dev.waybill.kubernetes.builtin;

import dev.waybill.kubernetes.resource.Column;
import java.util.List;

/** What {@code kubectl get} shows of the built-in kinds. */
final class BuiltInColumns {
  private BuiltInColumns() {}

  static List<Column> of(String kind) {
    return List.of();
  }
}
