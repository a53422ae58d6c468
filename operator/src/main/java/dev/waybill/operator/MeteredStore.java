package dev.waybill.operator;

import dev.waybill.storage.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;

/** The store with its calls timed, by method and outcome. */
final class MeteredStore {
  private MeteredStore() {}

  static ObjectStore of(ObjectStore store, MeterRegistry meters) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> timed(store, meters, method, arguments));
  }

  private static Object timed(
      ObjectStore store, MeterRegistry meters, Method method, Object[] arguments) throws Throwable {
    long start = System.nanoTime();
    String outcome = "failed";
    try {
      Object answer = method.invoke(store, arguments);
      outcome = "done";
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      meters
          .timer("waybill.operator.store", "call", method.getName(), "outcome", outcome)
          .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }
}
