package dev.waybill.kubernetes.http;

import dev.waybill.kubernetes.discovery.Discovery;
import dev.waybill.kubernetes.discovery.OpenApi;
import dev.waybill.kubernetes.error.ApiException;
import java.io.IOException;
import java.util.List;

/** Tells what this API is and serves. */
public final class DiscoveryEndpoint {
  private final Discovery discovery;
  private final OpenApi openApi;

  public DiscoveryEndpoint(Discovery discovery, OpenApi openApi) {
    this.discovery = discovery;
    this.openApi = openApi;
  }

  void answer(Exchange exchange, List<String> segments) throws IOException {
    exchange.answer(
        200,
        discovery
            .document(segments)
            .or(() -> openApi.document(segments))
            .orElseThrow(ApiException::noSuchPath));
  }
}
