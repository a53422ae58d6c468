package dev.waybill.gateway.idp;

import dev.waybill.gateway.http.ErrorShape;
import dev.waybill.gateway.http.Refusal;
import dev.waybill.storage.text.DisplayText;

/** How this dialect tells errors (contract, "Doors and principals"). */
public final class IdpErrors {
  /** {@code {"statusCode":N,"message":"…"}} for all but 401 and 403. */
  public static final ErrorShape SHAPE =
      (status, message) ->
          status == 401 || status == 403 ? new Brief(message) : new Whole(status, message);

  private static final int MAX_ID = 128;

  private IdpErrors() {}

  private record Brief(String message) {}

  private record Whole(int statusCode, String message) {}

  static Refusal notFound(String id) {
    return Refusal.of(404, "Job " + DisplayText.of(id, MAX_ID) + " not found");
  }
}
