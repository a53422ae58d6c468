package dev.waybill.local.job;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/** An informer's handler for those who do not care what kind of change it was. */
record EachChange<T>(Consumer<T> each) implements ResourceEventHandler<T> {
  static <T> ResourceEventHandler<T> of(Consumer<T> each) {
    return new EachChange<>(each);
  }

  @Override
  public void onAdd(T added) {
    each.accept(added);
  }

  @Override
  public void onUpdate(T before, T after) {
    each.accept(after);
  }

  @Override
  public void onDelete(T gone, boolean finalStateUnknown) {
    each.accept(gone);
  }
}
