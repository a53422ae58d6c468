package dev.waybill.operator.file;

import java.time.Duration;

/**
 * What no file waits for longer.
 *
 * @param keepEnded how long the Jobs of a slice whose files are all done with are kept while their
 *     job goes on: deleting them costs the API server a third of what making them did
 * @param start how long an attempt may take to begin its work
 * @param terminating how long a pod may be overdue to be gone before its node counts as lost
 */
record WaitLimits(Duration keepEnded, Duration start, Duration terminating) {}
