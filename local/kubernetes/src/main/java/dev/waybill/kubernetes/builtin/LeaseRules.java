package dev.waybill.kubernetes.builtin;

import dev.waybill.kubernetes.resource.KindRules;

/** A lease is only ever changed by one who says which version of it he has seen. */
final class LeaseRules implements KindRules {
  @Override
  public boolean unconditionalUpdate() {
    return false;
  }

  @Override
  public boolean createOnUpdate() {
    return true;
  }
}
