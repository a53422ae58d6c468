package dev.waybill.gateway.idp;

import dev.waybill.gateway.http.Refusal;
import io.javalin.http.Context;
import java.util.Optional;

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
    S status = status(context, states);
    String query = what + "?status=" + (status == null ? "" : status);
    String position =
        Optional.ofNullable(context.queryParam("cursor"))
            .map(cursor -> cursors.open(principal, query, cursor))
            .orElse(null);
    return new Page<>(status, limit(context), position, query);
  }

  private static <S extends Enum<S>> S status(Context context, Class<S> states) {
    String status = context.queryParam("status");
    try {
      return status == null ? null : Enum.valueOf(states, status);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(400, "status is not one that there is");
    }
  }

  private static int limit(Context context) {
    String limit = context.queryParam("limit");
    if (limit == null) {
      return DEFAULT;
    }
    if (limit.matches("\\d{1,3}")) {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MAX) {
        return number;
      }
    }
    throw Refusal.of(400, "limit must be a number from 1 to " + MAX);
  }
}
