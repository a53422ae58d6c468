package dev.waybill.kubernetes.store;

/** What was asked for lies before the oldest change that is still known. */
public final class HistoryGone extends Exception {
  private static final long serialVersionUID = 1L;

  HistoryGone(long asked, long oldest) {
    super("too old resource version: " + asked + " (" + oldest + ")", null, false, false);
  }
}
