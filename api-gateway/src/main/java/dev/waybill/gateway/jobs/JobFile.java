package dev.waybill.gateway.jobs;

import dev.waybill.crds.FileState;

/**
 * One file of a job.
 *
 * @param reason why it failed or what it waits for; empty where there is nothing to say
 * @param attempts how many there were, the running one included
 * @param newest number of the newest attempt, 0 where there was none
 */
public record JobFile(
    int index, String name, FileState state, String reason, int attempts, int newest) {}
