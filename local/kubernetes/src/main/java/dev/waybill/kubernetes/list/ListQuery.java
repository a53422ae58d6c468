package dev.waybill.kubernetes.list;

import dev.waybill.kubernetes.select.Selection;

/**
 * What a list is asked for.
 *
 * @param limit how many objects at most; 0: all
 * @param continueToken where an earlier page ended; empty: from the beginning
 * @param revision how new, or exactly how old, the list must be; 0: any
 * @param match {@code Exact}, {@code NotOlderThan} or empty
 */
public record ListQuery(
    Selection selection, long limit, String continueToken, long revision, String match) {}
