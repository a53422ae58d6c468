package dev.waybill.gateway.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.gateway.http.ServerSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The clients of the built-in issuer. */
final class Clients {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Client>> LIST = new TypeReference<>() {};

  private final Map<String, Entry> byId = new LinkedHashMap<>();
  private final List<ClientSecrets.Hash> decoys;

  /** Known to this memory only, and gone with the file's next content. */
  private final ServerSecret memory =
      new ServerSecret(ClientSecrets.random().getBytes(StandardCharsets.US_ASCII));

  private final Set<String> right = ConcurrentHashMap.newKeySet();

  private record Entry(Client client, List<ClientSecrets.Hash> hashes) {}

  private Clients(List<Client> clients) {
    for (Client client : clients) {
      var hashes = client.secrets().stream().map(ClientSecrets.Hash::new).toList();
      if (byId.put(client.clientId(), new Entry(client, hashes)) != null) {
        throw new IllegalArgumentException("client " + client.clientId() + " is there twice");
      }
    }
    decoys =
        byId.values().stream()
            .map(Entry::hashes)
            .max(Comparator.comparingLong(Clients::cost))
            .orElseThrow(() -> new IllegalArgumentException("there is no client"));
  }

  /**
   * @throws IllegalArgumentException for what is not a clients file; never quotes it
   */
  static Clients parse(byte[] json) {
    try {
      return new Clients(JSON.readValue(json, LIST));
    } catch (JsonProcessingException e) {
      // Not the cause: its message quotes the file.
      throw new IllegalArgumentException("not a JSON list of clients: " + reason(e));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String reason(JsonProcessingException error) {
    return error.getCause() instanceof IllegalArgumentException ours
        ? ours.getMessage()
        : "at line " + (error.getLocation() == null ? "?" : error.getLocation().getLineNr());
  }

  /** Tries as many hashes for an unknown client and for a wrong secret as for a right one. */
  Optional<Client> authenticate(String clientId, String secret) {
    Entry entry = byId.get(clientId);
    List<ClientSecrets.Hash> hashes = new ArrayList<>(entry == null ? List.of() : entry.hashes());
    int own = hashes.size();
    hashes.addAll(decoys.subList(Math.min(own, decoys.size()), decoys.size()));
    boolean matched = false;
    for (int i = 0; i < hashes.size(); i++) {
      matched |= hashes.get(i).matches(secret) && i < own;
    }
    if (matched) {
      right.add(mark(clientId, secret));
    }
    return matched ? Optional.of(entry.client()) : Optional.empty();
  }

  boolean has(String clientId) {
    return byId.containsKey(clientId);
  }

  /** The client, where this secret of it has been right before; tries no hash. */
  Optional<Client> remembered(String clientId, String secret) {
    return right.contains(mark(clientId, secret))
        ? Optional.of(byId.get(clientId).client())
        : Optional.empty();
  }

  private String mark(String clientId, String secret) {
    return HexFormat.of().formatHex(memory.mac(clientId, secret));
  }

  private static long cost(List<ClientSecrets.Hash> hashes) {
    return hashes.stream().mapToLong(ClientSecrets.Hash::iterations).sum();
  }
}
