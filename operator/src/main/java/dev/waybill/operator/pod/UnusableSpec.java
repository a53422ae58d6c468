package dev.waybill.operator.pod;

/** A job's spec holds what its definition should have refused; the message names the member. */
public final class UnusableSpec extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnusableSpec(String message) {
    super(Reasons.of(message));
  }
}
