package dev.waybill.gateway.idp;

import dev.waybill.gateway.http.Query;
import dev.waybill.gateway.http.Refusal;
import io.javalin.http.Context;

/**
 * The query of a list.
 *
 * @param status as asked for, null: all
 * @param limit how many at most
 * @param position after which to go on, null: from the start
 */
record Page<S extends Enum<S>>(S status, int limit, String position, String query) {
  private static final int DEFAULT = 50;
  private static final int MAX = 100;

  /**
   * @param what is listed; a cursor of one list opens no other
   * @throws Refusal 400 naming the parameter that cannot be used
   */
  static <S extends Enum<S>> Page<S> of(
      Context context, String what, Class<S> states, Cursors cursors, String principal) {
    Query asked = new Query(context);
    S status = asked.one("status").map(name -> state(name, states)).orElse(null);
    String query = what + "?status=" + (status == null ? "" : status);
    String position =
        asked.one("cursor").map(cursor -> cursors.open(principal, query, cursor)).orElse(null);
    return new Page<>(status, asked.one("limit").map(Page::limit).orElse(DEFAULT), position, query);
  }

  private static <S extends Enum<S>> S state(String name, Class<S> states) {
    try {
      return Enum.valueOf(states, name);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(400, "status is not one that there is");
    }
  }

  private static int limit(String limit) {
    if (limit.matches("\\d{1,3}")) {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MAX) {
        return number;
      }
    }
    throw Refusal.of(400, "limit must be a number from 1 to " + MAX);
  }
}
