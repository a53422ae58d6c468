package dev.waybill.gateway.auth;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The kinds of credential that the doors know. */
public enum Credential {
  BEARER,
  BASIC,
  API_KEY,
  SIGNATURE;

  /** The kinds that a request carries, in whichever door. */
  public static Set<Credential> in(Context context) {
    List<String> headers = Collections.list(context.req().getHeaders("Authorization"));
    return in(
        headers,
        context.header("x-api-key") != null,
        context.queryString() != null && context.queryString().contains("X-Amz-Signature="));
  }

  static Set<Credential> in(List<String> authorization, boolean apiKey, boolean signedQuery) {
    Set<Credential> kinds = EnumSet.noneOf(Credential.class);
    for (String header : authorization) {
      switch (header.strip().split(" ", 2)[0].toLowerCase(Locale.ROOT)) {
        case "bearer" -> kinds.add(BEARER);
        case "basic" -> kinds.add(BASIC);
        case "aws4-hmac-sha256" -> kinds.add(SIGNATURE);
        default -> {
          // A scheme of no door is no credential: the route answers that one is missing.
        }
      }
    }
    if (apiKey) {
      kinds.add(API_KEY);
    }
    if (signedQuery) {
      kinds.add(SIGNATURE);
    }
    return kinds;
  }
}
