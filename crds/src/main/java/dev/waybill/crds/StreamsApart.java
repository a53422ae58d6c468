package dev.waybill.crds;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;

/**
 * Lets watches and logs have their connections for themselves. Such an answer is closed by its
 * reader, also after its end; but Vert.x (4.5) lends a connection on the moment an answer has ended
 * on it, and fabric8 (7.5.2) resets it whoever has it then: another's request fails, or another's
 * log breaks off.
 */
final class StreamsApart implements Interceptor {
  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    URI uri = request.uri();
    if (uri.getPath().endsWith("/log") || WatchEvents.watches(request)) {
      builder.setHeader("Connection", "close");
    }
  }
}
