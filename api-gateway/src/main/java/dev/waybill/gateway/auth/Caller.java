package dev.waybill.gateway.auth;

import java.util.Set;

/**
 * Whoever made a request.
 *
 * @param principal what the caller's jobs carry as {@code spec.createdBy}
 */
public record Caller(String principal, Set<String> scopes) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }
}
