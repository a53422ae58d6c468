package dev.waybill.gateway.auth;

import java.util.Optional;

/** Decides whether an access token is to be believed, and who it stands for. */
@FunctionalInterface
public interface TokenVerifier {
  /**
   * Empty for a token that is not to be believed, for whatever reason.
   *
   * @throws dev.waybill.gateway.http.Refusal 503 where the issuer's keys cannot be had now
   */
  Optional<Caller> verify(String token);
}
