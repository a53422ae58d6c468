package dev.waybill.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.stream.Stream;

/** For an informer that passes everything on and keeps nothing, whatever there is to keep. */
final class NothingStore<T extends HasMetadata> implements ItemStore<T> {
  @Override
  public String getKey(T item) {
    return Cache.metaUidKeyFunc(item);
  }

  @Override
  public T put(String key, T item) {
    return null;
  }

  @Override
  public T remove(String key) {
    return null;
  }

  @Override
  public Stream<String> keySet() {
    return Stream.empty();
  }

  @Override
  public Stream<T> values() {
    return Stream.empty();
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public T get(String key) {
    return null;
  }

  @Override
  public boolean isFullState() {
    return false;
  }
}
