package dev.waybill.kubernetes.http;

import dev.waybill.kubernetes.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Who may speak to this API: only one who has its token and speaks to it by its own address. A web
 * page that a browser shows can do neither.
 */
final class Gate {
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> BODIES =
      Set.of(
          Exchange.JSON,
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml");

  // What some kubectl commands send, as kubectl create configmap.
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

  private final byte[] expected;
  private final Set<String> hosts;

  Gate(String token, int port) {
    this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.hosts = Set.copyOf(List.of("127.0.0.1:" + port, "localhost:" + port));
  }

  /**
   * Lets a request pass.
   *
   * @throws ApiException 403, 401 or 415 if it may not
   */
  void admit(Exchange exchange) {
    if (!hosts.contains(exchange.header(HttpHeader.HOST))) {
      throw ApiException.forbidden("this API answers on its own address alone");
    }
    byte[] given = exchange.header(HttpHeader.AUTHORIZATION).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, given)) {
      throw ApiException.unauthorized();
    }
    String type = exchange.mediaType();
    boolean silent = type.isEmpty() && exchange.method().equals("DELETE");
    if (WITH_BODY.contains(exchange.method()) && !silent && !BODIES.contains(type)) {
      throw ApiException.unsupportedMediaType(unread(type));
    }
  }

  private static String unread(String type) {
    return type.equals(PROTOBUF)
        ? "bodies of type " + PROTOBUF + " are not served by this API; use kubectl apply -f"
        : "the body of the request was in an unknown format - accepted media types include: "
            + Exchange.JSON;
  }
}
