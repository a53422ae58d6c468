package dev.waybill.gateway.http;

import java.time.Duration;
import java.util.Map;

/**
 * A request that is not served, and what its client is told; thrown anywhere below a route. Not an
 * error of ours: it has no stack and is not logged.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers;
  private final transient Object body;

  private Refusal(int status, String message, Map<String, String> headers, Object body) {
    super(message, null, false, false);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Answered in the door's own error shape. */
  public static Refusal of(int status, String message) {
    return new Refusal(status, message, Map.of(), null);
  }

  public static Refusal of(int status, String message, Map<String, String> headers) {
    return new Refusal(status, message, Map.copyOf(headers), null);
  }

  /** Answered with {@code body} as JSON, whatever the door. */
  public static Refusal withBody(int status, Object body, Map<String, String> headers) {
    return new Refusal(status, "", Map.copyOf(headers), body);
  }

  /** 429: the caller wants more than it may have now. */
  public static Refusal tooMany(String message, Duration retryAfter) {
    return of(429, message, Map.of("Retry-After", seconds(retryAfter)));
  }

  /** 503: something that we need does not answer now. */
  public static Refusal unavailable(Duration retryAfter) {
    return of(503, "Service unavailable", Map.of("Retry-After", seconds(retryAfter)));
  }

  private static String seconds(Duration time) {
    return Long.toString(Math.max(1, time.plusMillis(999).toSeconds()));
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** Null where the door's own shape is due. */
  public Object body() {
    return body;
  }
}
