package dev.waybill.kubernetes.http;

import dev.waybill.kubernetes.discovery.Discovery;
import dev.waybill.kubernetes.error.ApiException;
import java.io.IOException;
import java.util.List;

/** Tells what this API is and serves. */
public final class DiscoveryEndpoint {
  private final Discovery discovery;

  public DiscoveryEndpoint(Discovery discovery) {
    this.discovery = discovery;
  }

  void answer(Exchange exchange, List<String> segments) throws IOException {
    exchange.answer(200, discovery.document(segments).orElseThrow(ApiException::noSuchPath));
  }
}
