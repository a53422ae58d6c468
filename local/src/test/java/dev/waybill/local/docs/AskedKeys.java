package dev.waybill.local.docs;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An environment that remembers which keys it was asked for. */
final class AskedKeys extends AbstractMap<String, String> {
  private final Map<String, String> values;
  private final Set<String> asked = new TreeSet<>();

  AskedKeys(Map<String, String> values) {
    this.values = values;
  }

  Set<String> startingWith(String prefix) {
    Set<String> keys = new TreeSet<>(asked);
    keys.removeIf(key -> !key.startsWith(prefix));
    return keys;
  }

  @Override
  public String get(Object key) {
    asked.add((String) key);
    return values.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    asked.add((String) key);
    return values.containsKey(key);
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    throw new UnsupportedOperationException("settings are asked for by name");
  }
}
