package dev.waybill.gateway.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waybill.gateway.http.Refusal;
import java.util.Map;

/** An error answer of the token endpoint (RFC 6749, 5.2). */
record TokenError(String error, @JsonProperty("error_description") String description) {

  static Refusal invalidRequest(String description) {
    return refusal(400, "invalid_request", description, Map.of());
  }

  static Refusal severalCredentials() {
    return invalidRequest("more than one way of client authentication");
  }

  static Refusal invalidClient() {
    return refusal(
        401,
        "invalid_client",
        "Client authentication failed",
        Map.of("WWW-Authenticate", "Basic realm=\"waybill\""));
  }

  static Refusal unsupportedGrantType() {
    return refusal(400, "unsupported_grant_type", "Only client_credentials is supported", Map.of());
  }

  static Refusal invalidScope() {
    return refusal(400, "invalid_scope", "A scope that this client does not have", Map.of());
  }

  private static Refusal refusal(
      int status, String error, String description, Map<String, String> headers) {
    return Refusal.withBody(status, new TokenError(error, description), headers);
  }
}
