package dev.waybill.kubernetes.http;

import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.table.Table;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** In which form a client wants its answer: JSON is what it gets if it wants nothing we have. */
final class Accepted {
  private Accepted() {}

  /** A table, if the first form that this API has is one. */
  static Optional<Table> table(Exchange exchange, ResourceType type) {
    for (String range : exchange.header(HttpHeader.ACCEPT).split(",")) {
      String form = range.replace(" ", "").toLowerCase(Locale.ROOT);
      if (form.startsWith(Exchange.JSON) || form.startsWith("*/*")) {
        boolean table =
            form.contains(";as=table") && form.contains("v=v1") && form.contains("g=meta.k8s.io");
        if (table) {
          return Optional.of(new Table(type, exchange.query("includeObject")));
        }
        if (!form.contains(";as=")) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
