package dev.waybill.gateway.http;

/** How a door tells an error. */
@FunctionalInterface
public interface ErrorShape {
  /** What is written as JSON for {@code status}. */
  Object body(int status, String message);
}
