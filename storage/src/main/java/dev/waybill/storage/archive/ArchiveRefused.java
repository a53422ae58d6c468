package dev.waybill.storage.archive;

/** An archive refused as a whole; the message is the reason that the client is told. */
public class ArchiveRefused extends Exception {
  private static final long serialVersionUID = 1L;

  public ArchiveRefused(String reason) {
    super(reason);
  }
}
