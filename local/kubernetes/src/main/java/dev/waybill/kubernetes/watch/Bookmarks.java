package dev.waybill.kubernetes.watch;

import java.time.Duration;

/**
 * When a watch tells how far it has come: about once a minute, as Kubernetes does, for nothing else
 * keeps a silent watch alive; and shortly before it ends by itself, so that its client need not go
 * over old ground.
 */
final class Bookmarks {
  private static final Duration EVERY = Duration.ofSeconds(50);
  private static final Duration BEFORE_END = Duration.ofSeconds(2);

  private final Duration last;
  private Duration next;

  Bookmarks(Duration timeout) {
    this.last = timeout.minus(BEFORE_END);
    this.next = after(Duration.ZERO);
  }

  /** Whether one is due so long after the beginning; it is taken for sent. */
  boolean due(Duration elapsed) {
    if (next == null || elapsed.compareTo(next) < 0) {
      return false;
    }
    next = after(elapsed);
    return true;
  }

  private Duration after(Duration elapsed) {
    Duration regular = elapsed.plus(EVERY);
    if (elapsed.compareTo(last) >= 0) {
      return null;
    }
    return regular.compareTo(last) < 0 ? regular : last;
  }
}
