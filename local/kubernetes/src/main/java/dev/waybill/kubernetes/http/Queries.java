package dev.waybill.kubernetes.http;

import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.list.ListQuery;
import dev.waybill.kubernetes.object.Revisions;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.select.Selection;

/** Reads query parameters. */
final class Queries {
  private Queries() {}

  static ListQuery list(Exchange exchange, ResourceType type) {
    return new ListQuery(
        selection(exchange, type),
        number(exchange, "limit"),
        exchange.query("continue"),
        Revisions.parse(exchange.query("resourceVersion")),
        exchange.query("resourceVersionMatch"));
  }

  static Selection selection(Exchange exchange, ResourceType type) {
    return Selection.of(
        exchange.query("labelSelector"), exchange.query("fieldSelector"), type.selectableFields());
  }

  /** A number that is not negative; 0 where it is absent. */
  static long number(Exchange exchange, String name) {
    String text = exchange.query(name);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(name + " must be a number, not \"" + text + "\"");
    }
  }
}
