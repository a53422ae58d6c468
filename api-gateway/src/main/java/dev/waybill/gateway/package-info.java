/**
 * The front door. {@code http} is what every dialect shares of HTTP, {@code auth} who a caller is,
 * {@code jobs} the one port to the jobs and the one place that knows ownership, {@code idp} the
 * Batch Jobs REST dialect.
 */
package dev.waybill.gateway;
