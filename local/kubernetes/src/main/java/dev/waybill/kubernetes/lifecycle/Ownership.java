package dev.waybill.kubernetes.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.store.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is there, and who owns whom, by uid. Held in memory; made anew at every start. */
final class Ownership {
  private final Map<String, ObjectKey> living = new HashMap<>();
  private final Map<String, Set<ObjectKey>> dependents = new HashMap<>();
  private final Map<ObjectKey, List<String>> owners = new HashMap<>();

  /**
   * Notes an object as it is now.
   *
   * @return the uids of those that it named as its owners until now
   */
  synchronized List<String> put(ObjectKey key, ObjectNode object) {
    living.put(Metadata.uid(object), key);
    List<String> now = owners(object);
    List<String> before = now.isEmpty() ? owners.remove(key) : owners.put(key, now);
    List<String> lost = new ArrayList<>(before == null ? List.of() : before);
    lost.forEach(owner -> remove(owner, key));
    now.forEach(owner -> dependents.computeIfAbsent(owner, uid -> new HashSet<>()).add(key));
    lost.removeAll(now);
    return lost;
  }

  synchronized void remove(ObjectKey key, ObjectNode object) {
    living.remove(Metadata.uid(object));
    List<String> before = owners.remove(key);
    if (before != null) {
      before.forEach(owner -> remove(owner, key));
    }
  }

  synchronized List<ObjectKey> dependents(String uid) {
    return List.copyOf(dependents.getOrDefault(uid, Set.of()));
  }

  /** Whether an object names an owner that is not there. */
  synchronized boolean abandoned(ObjectNode object) {
    return !owners(object).stream().allMatch(living::containsKey);
  }

  synchronized Optional<ObjectKey> find(String uid) {
    return Optional.ofNullable(living.get(uid));
  }

  /** The uids of those that an object names as its owners. */
  static List<String> owners(JsonNode object) {
    List<String> uids = new ArrayList<>();
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      uids.add(Json.text(reference, "uid"));
    }
    return uids;
  }

  /** Whether an owner that is deleted in the foreground waits for the object. */
  static boolean blocks(JsonNode object, String owner) {
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      if (Json.text(reference, "uid").equals(owner)) {
        return reference.path("blockOwnerDeletion").asBoolean();
      }
    }
    return false;
  }

  private void remove(String owner, ObjectKey key) {
    Set<ObjectKey> keys = dependents.getOrDefault(owner, Set.of());
    keys.remove(key);
    if (keys.isEmpty()) {
      dependents.remove(owner);
    }
  }
}
