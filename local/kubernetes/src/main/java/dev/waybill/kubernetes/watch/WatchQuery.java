package dev.waybill.kubernetes.watch;

import dev.waybill.kubernetes.select.Selection;
import java.time.Duration;

/**
 * What a watch is asked for.
 *
 * @param namespace empty: all of them
 * @param name empty: all of them
 * @param revision after which to begin; 0: with what is there now
 * @param bookmarks whether to tell now and then how far the watch has come
 * @param initialEvents whether to begin with what is there now and mark where that ends
 * @param timeout after which the watch ends by itself
 */
public record WatchQuery(
    String namespace,
    String name,
    Selection selection,
    long revision,
    boolean bookmarks,
    boolean initialEvents,
    Duration timeout) {}
