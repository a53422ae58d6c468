package dev.waybill.kubernetes.schema;

import dev.waybill.kubernetes.error.FieldError;

/** A definition's schema that this API cannot use. */
public final class InvalidSchema extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient FieldError error;

  InvalidSchema(FieldError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  public FieldError error() {
    return error;
  }
}
