package dev.waybill.gateway.http;

import java.time.Duration;

/**
 * Where the gateway listens and what it puts up with.
 *
 * @param port 0: any free one
 * @param adminPort where health and metrics are served; null: on {@code port}
 * @param maxBodyBytes of a request's body
 * @param maxHeaderBytes of its line and headers together
 * @param bodyTime within which a body must have come, whole
 * @param idle after which a silent connection is closed
 * @param drainTime that requests are still taken after readiness has gone, so that whoever sends
 *     them has heard of it
 * @param stopTime that running requests are given at shutdown
 */
public record HttpConfig(
    String host,
    int port,
    Integer adminPort,
    int maxBodyBytes,
    int maxHeaderBytes,
    Duration bodyTime,
    Duration idle,
    Duration drainTime,
    Duration stopTime) {}
