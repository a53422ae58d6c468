package dev.waybill.storage.archive;

import java.io.IOException;

/**
 * An entry's bytes are not what the archive's directory says; the message is the reason that the
 * client is told.
 */
public class EntryDamaged extends IOException {
  private static final long serialVersionUID = 1L;

  public EntryDamaged(String reason) {
    super(reason);
  }
}
