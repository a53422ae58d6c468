package dev.waybill.storage;

import java.time.Duration;

/**
 * What a presigned POST allows.
 *
 * @param key exact key, or where {@code prefix} is true what keys must start with
 * @param contentType exact Content-Type, null: any
 * @param maxBytes of the file; at least 1 where {@code minBytes} is
 * @param forClients signs for the public endpoint, else for the internal one
 */
public record PostPolicy(
    String bucket,
    String key,
    boolean prefix,
    String contentType,
    long minBytes,
    long maxBytes,
    Duration life,
    boolean forClients) {}
