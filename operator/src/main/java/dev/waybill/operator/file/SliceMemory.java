package dev.waybill.operator.file;

import dev.waybill.operator.file.SliceAction.EndedAttempt;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process alone knows of a slice. All of it may be lost at any time: a restart asks the
 * API server and the store instead. Used by one reconcile at a time.
 */
final class SliceMemory {
  private final String uid;

  /**
   * Jobs of attempts that this process has claimed and, as far as it knows, not made; since when.
   */
  final Map<String, Instant> unmade = new HashMap<>();

  /** Why a Job could not be made, by its name. */
  final Map<String, WaitingReason> obstacles = new HashMap<>();

  /** The Job that was refused last for itself, by its name: the next round begins behind it. */
  String lastRefused;

  /** Jobs whose attempt's log is kept, or lost for good; written by the threads that keep logs. */
  final Set<String> keptLogs = ConcurrentHashMap.newKeySet();

  /** Attempts whose log has been asked for, by the name of their Job. */
  final Map<String, EndedAttempt> askedLogs = new HashMap<>();

  Instant listAgainAt = Instant.EPOCH;

  /** Null where this process has minted no grants for the slice. */
  Instant renewGrantsAt;

  /** Of the grants that are in the slice's Secret now. */
  Instant grantsExpireAt;

  /** Why grants could not be renewed the last time, null: they could. No Job is made meanwhile. */
  WaitingReason grantsTrouble;

  /** When all files were first seen done with, null before. */
  Instant endedSince;

  /** Attempts of the slice that had begun their work at the last look. */
  long begun;

  /** Of the slice. */
  final String job;

  /**
   * @param uid of the slice: one that was made anew under the same name begins anew
   */
  SliceMemory(String uid, String job) {
    this.uid = uid;
    this.job = job;
  }

  boolean of(String slice) {
    return uid.equals(slice);
  }
}
