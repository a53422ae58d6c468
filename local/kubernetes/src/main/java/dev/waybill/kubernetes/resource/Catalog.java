package dev.waybill.kubernetes.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every kind that is served now: the built-in ones and those of the definitions. */
public final class Catalog {
  private final List<ResourceType> builtIn;

  // By the name of the definition, all its versions.
  private final Map<String, List<ResourceType>> custom = new ConcurrentHashMap<>();

  public Catalog(List<ResourceType> builtIn) {
    this.builtIn = List.copyOf(builtIn);
  }

  public Optional<ResourceType> find(String group, String version, String plural) {
    return all().stream()
        .filter(type -> type.plural().equals(plural))
        .filter(type -> type.group().equals(group) && type.version().equals(version))
        .findFirst();
  }

  /** The type under which stored objects of a resource are written. */
  public Optional<ResourceType> findStored(String stored) {
    return all().stream().filter(type -> type.stored().equals(stored)).findFirst();
  }

  public List<ResourceType> all() {
    List<ResourceType> all = new ArrayList<>(builtIn);
    custom.values().stream().flatMap(Collection::stream).forEach(all::add);
    return all;
  }

  /** Serves the versions of a definition, instead of those it had before. */
  public void define(String definition, List<ResourceType> versions) {
    custom.put(definition, List.copyOf(versions));
  }

  public void forget(String definition) {
    custom.remove(definition);
  }
}
