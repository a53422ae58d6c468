package dev.waybill.kubernetes.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;

/** One request and its answer. */
final class Exchange {
  static final String JSON = "application/json";

  /** Kubernetes' own limit of a request's body, in bytes. */
  static final int MAX_BODY = 3 << 20;

  private final Request request;
  private final Response response;
  private final Fields query;

  Exchange(Request request, Response response) {
    this.request = request;
    this.response = response;
    this.query = parse(request);
  }

  String method() {
    return request.getMethod();
  }

  String path() {
    return request.getHttpURI().getPath();
  }

  /** A query parameter; "" where it is absent. */
  String query(String name) {
    String value = query.getValue(name);
    return value == null ? "" : value;
  }

  boolean flag(String name) {
    String value = query.getValue(name);
    return "true".equals(value) || "1".equals(value);
  }

  /** A header; "" where it is absent. */
  String header(HttpHeader name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  /** The media type of the body, without parameters, in lower case. */
  String mediaType() {
    return header(HttpHeader.CONTENT_TYPE).replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The body, which must be JSON.
   *
   * @return a missing node where there is none
   * @throws ApiException 400 if it is no JSON, 413 if it is too long
   */
  JsonNode body() throws IOException {
    byte[] bytes = bytes();
    if (bytes.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return Json.read(bytes);
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "the request's body is not JSON: " + e.getOriginalMessage().replaceAll("\\s+", " "));
    }
  }

  private byte[] bytes() throws IOException {
    if (request.getLength() > MAX_BODY) {
      throw ApiException.tooLarge(MAX_BODY);
    }
    try (InputStream in = Request.asInputStream(request)) {
      byte[] bytes = in.readNBytes(MAX_BODY + 1);
      if (bytes.length > MAX_BODY) {
        throw ApiException.tooLarge(MAX_BODY);
      }
      return bytes;
    }
  }

  void answer(int status, JsonNode body) throws IOException {
    answer(status, JSON, Json.write(body));
  }

  void answer(int status, String type, byte[] body) throws IOException {
    begin(status, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      out.write(body);
    }
  }

  void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  /** Begins an answer whose pieces are sent as they are written. */
  OutputStream stream(String type) {
    // An answer that goes on may be silent for long; its reader decides when to end it.
    request.addIdleTimeoutListener(timeout -> false);
    begin(200, type);
    return Content.Sink.asOutputStream(response);
  }

  /** Begins a long answer whose pieces are gathered on the way. */
  OutputStream bulk(String type) {
    begin(200, type);
    return Response.asBufferedOutputStream(request, response);
  }

  boolean begun() {
    return response.isCommitted();
  }

  private void begin(int status, String type) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
  }

  private static Fields parse(Request request) {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw ApiException.badRequest("the query cannot be read");
    }
  }
}
