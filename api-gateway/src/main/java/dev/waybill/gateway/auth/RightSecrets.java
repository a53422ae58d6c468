package dev.waybill.gateway.auth;

import dev.waybill.gateway.http.ServerSecret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which secrets have been right. Each for the hash that it was right for, so that this may outlive
 * the clients file's content: a hash that is there no more is asked for no more.
 */
final class RightSecrets {
  /** Known to this memory only. */
  private final ServerSecret memory =
      new ServerSecret(ClientSecrets.random().getBytes(StandardCharsets.US_ASCII));

  private final Set<String> marks = ConcurrentHashMap.newKeySet();

  void add(String clientId, String hash, String secret) {
    marks.add(mark(clientId, hash, secret));
  }

  boolean has(String clientId, String hash, String secret) {
    return marks.contains(mark(clientId, hash, secret));
  }

  private String mark(String clientId, String hash, String secret) {
    return HexFormat.of().formatHex(memory.mac(clientId, hash, secret));
  }
}
