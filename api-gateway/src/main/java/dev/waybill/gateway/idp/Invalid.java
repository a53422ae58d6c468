package dev.waybill.gateway.idp;

import dev.waybill.gateway.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The answer to a body of the wrong shape: 422, every fault with its place and its type. */
record Invalid(int statusCode, List<Fault> detail) {

  /**
   * @param loc from {@code body} down to the member
   */
  record Fault(List<String> loc, String type) {}

  static Fault at(String type, String... members) {
    List<String> loc = new ArrayList<>(List.of("body"));
    loc.addAll(List.of(members));
    return new Fault(loc, type);
  }

  static Refusal of(List<Fault> faults) {
    return Refusal.withBody(422, new Invalid(422, List.copyOf(faults)), Map.of());
  }
}
