package dev.waybill.gateway.auth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A client-credentials request (RFC 6749, 4.4.2).
 *
 * @param scopes asked for; empty: all that the client has
 */
record TokenRequest(String clientId, String secret, List<String> scopes) {

  /**
   * @param authorization the header, null where there is none
   * @throws dev.waybill.gateway.http.Refusal in the words of RFC 6749
   */
  static TokenRequest parse(String authorization, byte[] body) {
    Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
    String grant = form.get("grant_type");
    if (grant == null) {
      throw TokenError.invalidRequest("grant_type is missing");
    }
    if (!grant.equals("client_credentials")) {
      throw TokenError.unsupportedGrantType();
    }
    String scope = form.getOrDefault("scope", "").strip();
    List<String> scopes = scope.isEmpty() ? List.of() : List.of(scope.split(" +"));
    return authorization == null ? ofForm(form, scopes) : ofHeader(authorization, form, scopes);
  }

  private static TokenRequest ofForm(Map<String, String> form, List<String> scopes) {
    return new TokenRequest(
        clientId(form.get("client_id")), present(form.get("client_secret")), scopes);
  }

  private static TokenRequest ofHeader(
      String authorization, Map<String, String> form, List<String> scopes) {
    if (form.containsKey("client_secret")) {
      throw TokenError.severalCredentials();
    }
    String[] basic = basic(authorization);
    if (!form.getOrDefault("client_id", basic[0]).equals(basic[0])) {
      throw TokenError.severalCredentials();
    }
    return new TokenRequest(clientId(basic[0]), present(basic[1]), scopes);
  }

  /** Of a length that a client can have: what is longer is not worth remembering. */
  private static String clientId(String value) {
    if (present(value).length() > Client.MAX_ID) {
      throw TokenError.invalidClient();
    }
    return value;
  }

  private static String present(String value) {
    if (value == null || value.isEmpty()) {
      throw TokenError.invalidClient();
    }
    return value;
  }

  /** Both parts are form-encoded before they are joined (RFC 6749, 2.3.1). */
  private static String[] basic(String authorization) {
    String[] word = authorization.strip().split(" +", 2);
    if (word.length != 2 || !word[0].equalsIgnoreCase("Basic")) {
      throw TokenError.invalidClient();
    }
    try {
      String pair = new String(Base64.getDecoder().decode(word[1]), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon < 0) {
        throw TokenError.invalidClient();
      }
      return new String[] {decode(pair.substring(0, colon)), decode(pair.substring(colon + 1))};
    } catch (IllegalArgumentException e) {
      throw TokenError.invalidClient();
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        continue;
      }
      try {
        String name = decode(pair.substring(0, equals));
        if (form.put(name, decode(pair.substring(equals + 1))) != null) {
          throw TokenError.invalidRequest("a parameter is there twice");
        }
      } catch (IllegalArgumentException e) {
        throw TokenError.invalidRequest("the form is not well encoded");
      }
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "TokenRequest[" + clientId + "]";
  }
}
