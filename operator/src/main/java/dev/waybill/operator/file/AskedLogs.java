package dev.waybill.operator.file;

import dev.waybill.operator.file.SliceAction.EndedAttempt;
import java.util.Map;
import java.util.Set;

/**
 * What became of the logs that were to be kept.
 *
 * @param kept Jobs whose attempt's log is in the store, or has been given up
 * @param asked those that this process has asked for, by the name of their Job: where that is gone
 *     nothing else tells of them
 */
record AskedLogs(Set<String> kept, Map<String, EndedAttempt> asked) {}
