package dev.waybill.gateway.house;

import dev.waybill.gateway.auth.ClientSecrets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The clients that every test knows; their secret is {@link House#SECRET}. */
final class Clients {
  private static final List<String> BOTH = List.of("idp-api/jobs.read", "idp-api/jobs.write");

  private Clients() {}

  static String json() {
    String secret = hash(House.SECRET);
    String second = hash(House.OTHER_SECRET);
    Stream<String> ordinary =
        Stream.of("alice", "bob", "carol", "dave", "erin").map(id -> entry(id, id, BOTH, secret));
    return Stream.concat(
            ordinary,
            Stream.of(
                entry("reader", "reader", BOTH.subList(0, 1), secret),
                entry("writer", "writer", BOTH.subList(1, 2), secret),
                entry("rotating", "frank", BOTH, secret, second),
                entry("franks-other-client", "frank", BOTH, secret)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String hash(String secret) {
    return ClientSecrets.hash(secret, 10);
  }

  private static String entry(String id, String subject, List<String> scopes, String... hashes) {
    return "{\"clientId\":\"%s\",\"subject\":\"%s\",\"scopes\":[\"%s\"],\"secrets\":[\"%s\"]}"
        .formatted(id, subject, String.join("\",\"", scopes), String.join("\",\"", hashes));
  }
}
