package dev.waybill.gateway.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty refuses before a route could (headers too large, a malformed line), in the door's own
 * shape and with the headers that every answer has.
 */
final class JettyErrors extends ErrorHandler {
  private final ErrorShape shape;

  JettyErrors(ErrorShape shape) {
    this.shape = shape;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    var headers = response.getHeaders();
    headers.put(RequestFilter.ID_HEADER, RequestFilter.newId());
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      // It stops: another replica answers by then.
      headers.put(HttpHeader.RETRY_AFTER, "1");
    }
    // Jetty's own message quotes the request; the status' name says as much as is safe.
    byte[] body = Json.bytes(shape.body(status, HttpStatus.getMessage(status)));
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
