package dev.waybill.operator.file;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What this process alone knows of a slice. All of it may be lost at any time: a restart asks the
 * API server and the store instead. Used by one reconcile at a time.
 */
final class SliceMemory {
  private final String uid;

  /** Jobs of attempts that this process has claimed and certainly not made yet. */
  final Set<String> unmade = new HashSet<>();

  /** Why a Job or its pod could not be made, by the Job's name. */
  final Map<String, String> obstacles = new HashMap<>();

  Instant listAgainAt = Instant.EPOCH;

  /** Null where this process has minted no grants for the slice. */
  Instant renewGrantsAt;

  /** Of the grants that are in the slice's Secret now. */
  Instant grantsExpireAt;

  /** When all files were first seen done with, null before. */
  Instant endedSince;

  /**
   * @param uid of the slice: one that was made anew under the same name begins anew
   */
  SliceMemory(String uid) {
    this.uid = uid;
  }

  boolean of(String slice) {
    return uid.equals(slice);
  }
}
