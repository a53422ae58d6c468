package dev.waybill.storage;

import java.net.URI;
import java.time.Instant;
import java.util.SequencedMap;

/**
 * An S3 presigned POST: send {@code fields} as multipart form fields, in this order, the field
 * {@code file} last.
 *
 * @param expiresAt never later than the temporary credentials that signed it
 */
public record PresignedPost(URI url, SequencedMap<String, String> fields, Instant expiresAt) {}
