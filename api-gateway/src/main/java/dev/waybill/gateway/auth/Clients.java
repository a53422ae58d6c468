package dev.waybill.gateway.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clients of the built-in issuer. */
final class Clients {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Client>> LIST = new TypeReference<>() {};

  private final Map<String, Entry> byId = new LinkedHashMap<>();
  private final List<ClientSecrets.Hash> decoys;
  private final RightSecrets right;

  private record Entry(Client client, List<ClientSecrets.Hash> hashes) {}

  private Clients(List<Client> clients, RightSecrets right) {
    this.right = right;
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
    return parse(json, new RightSecrets());
  }

  /**
   * @param right goes on from the file's content before this one
   * @throws IllegalArgumentException for what is not a clients file; never quotes it
   */
  static Clients parse(byte[] json, RightSecrets right) {
    try {
      return new Clients(JSON.readValue(json, LIST), right);
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
      if (hashes.get(i).matches(secret) && i < own) {
        right.add(clientId, entry.client().secrets().get(i), secret);
        matched = true;
      }
    }
    return matched ? Optional.of(entry.client()) : Optional.empty();
  }

  boolean has(String clientId) {
    return byId.containsKey(clientId);
  }

  /** The client, where this secret of it has been right before; tries no hash. */
  Optional<Client> remembered(String clientId, String secret) {
    return Optional.ofNullable(byId.get(clientId))
        .map(Entry::client)
        .filter(
            client ->
                client.secrets().stream().anyMatch(hash -> right.has(clientId, hash, secret)));
  }

  private static long cost(List<ClientSecrets.Hash> hashes) {
    return hashes.stream().mapToLong(ClientSecrets.Hash::iterations).sum();
  }
}
