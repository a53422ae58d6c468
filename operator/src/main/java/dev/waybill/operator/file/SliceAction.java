package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import java.util.List;
import java.util.Set;

/** What is to be done about a slice. */
sealed interface SliceAction {

  /** What has to be read before a decision can be made; asked for at most twice a round. */
  sealed interface Read extends SliceAction {
    /** The pods of these files. */
    record ListPods(Set<Integer> files) implements Read {}

    /** Claimed attempts whose Job the informer does not know, by the Job's name. */
    record LookLive(List<Missing> attempts) implements Read {}

    /** Attempts that were cut short: whether their output is whole all the same. */
    record LookForOutput(List<Missing> attempts) implements Read {}
  }

  /** What changes the world; done only after the claim has been written. */
  sealed interface Effect extends SliceAction {
    /** Mints grants for these files anew; comes before the Jobs that need them. */
    record RenewGrants(List<Integer> files) implements Effect {}

    /**
     * @param file claimed: its last attempt is the one to start
     */
    record CreateJob(String name, FileProgress file) implements Effect {}

    /** Lets a pod's deadline count from the start of its work, or ends it. */
    record LowerDeadline(String pod, long seconds) implements Effect {}

    /** Has the logs of attempts that are done with put into the store; nobody waits for it. */
    record KeepLogs(List<EndedAttempt> attempts) implements Effect {}

    /** Jobs that still run for attempts that are done with. */
    record DeleteJobs(Set<String> names) implements Effect {}

    /** Everything that was made for the slice: its Jobs, with their pods, and its grants. */
    record DeleteAll() implements Effect {}
  }

  /**
   * @param step what its pod did, as its label says
   */
  record EndedAttempt(String jobName, Attempt attempt, String step) {}

  /** An attempt of which more has to be known than its Job tells, or would tell. */
  record Missing(String jobName, int file, int attempt) {}
}
