package dev.waybill.gateway.auth;

import java.util.Optional;

/**
 * From a token's claims to the one principal that it stands for (contract, "Doors and principals").
 */
final class Principals {
  private static final int MAX = 256;
  private static final String CLIENT = "client:";

  private Principals() {}

  /** Empty: the token names nobody, and is refused rather than given jobs without an owner. */
  static Optional<String> of(String alias, String subject, String clientId) {
    if (present(subject)) {
      // Else a subject could be written so that it owns what a client without one owns.
      return subject.startsWith(CLIENT) ? Optional.empty() : accepted(alias + "/" + subject);
    }
    return present(clientId) ? accepted(alias + "/" + CLIENT + clientId) : Optional.empty();
  }

  private static boolean present(String claim) {
    return claim != null && !claim.isEmpty();
  }

  private static Optional<String> accepted(String principal) {
    boolean fits = principal.length() <= MAX;
    return fits && principal.codePoints().allMatch(Principals::printable)
        ? Optional.of(principal)
        : Optional.empty();
  }

  private static boolean printable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
