package dev.waybill.operator.job;

import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A store of which a test needs one call; every other one fails. */
final class StubStore {
  private StubStore() {}

  static ObjectStore heads(Function<ObjectRef, Optional<ObjectInfo>> head) {
    return answering("head", arguments -> head.apply((ObjectRef) arguments[0]));
  }

  static ObjectStore reads(Function<ObjectRef, InputStream> read) {
    return answering("read", arguments -> read.apply((ObjectRef) arguments[0]));
  }

  static ObjectStore lists(String bucket, List<String> keys) {
    return answering("list", arguments -> list(bucket, keys, arguments));
  }

  @SuppressWarnings("unchecked")
  private static Object list(String bucket, List<String> keys, Object[] arguments) {
    keys.stream()
        .filter(key -> bucket.equals(arguments[0]) && key.startsWith((String) arguments[1]))
        .map(key -> new ObjectInfo(ObjectRef.of(bucket, key), "\"e\"", 1, Instant.EPOCH))
        .forEach((Consumer<ObjectInfo>) arguments[2]);
    return null;
  }

  private static ObjectStore answering(String call, Function<Object[], Object> answer) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(call)) {
                return answer.apply(arguments);
              }
              throw new AssertionError("unexpected call: " + method.getName());
            });
  }
}
