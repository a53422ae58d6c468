package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritersTest {
  private static final int WRITERS = 6;
  private static final int WRITES = 15;
  private final Api api = Cluster.shared().api();
  private final String namespace = Cluster.shared().newNamespace();
  private final String widgets = Cluster.WIDGETS + "/namespaces/" + namespace + "/widgets";

  @ParameterizedTest
  @ValueSource(strings = {"", "/status"})
  void no_write_of_many_writers_is_lost(String door) throws Exception {
    api.post(widgets, counter()).expect(201);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks =
          IntStream.range(0, WRITERS).<Callable<Integer>>mapToObj(i -> () -> count(door)).toList();
      int conflicts = threads.invokeAll(tasks).stream().mapToInt(task -> task.resultNow()).sum();

      assertThat(conflicts).isPositive();
    }
    var counted = api.get(widgets + "/counter").expect(200);
    assertThat(counted.text(door.isEmpty() ? "/spec/free/n" : "/status/phase"))
        .isEqualTo(Integer.toString(WRITERS * WRITES));
  }

  @Test
  void a_stale_version_conflicts_through_every_door() {
    ObjectNode stale = (ObjectNode) api.post(widgets, counter()).expect(201).json();
    String version = stale.at("/metadata/resourceVersion").asText();
    api.patch(widgets + "/counter", Api.MERGE, "{\"spec\":{\"size\":7}}").expect(200);
    String patch = "{\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"spec\":{\"size\":8}}";
    String test =
        "[{\"op\":\"replace\",\"path\":\"/metadata/resourceVersion\",\"value\":\""
            + version
            + "\"}]";

    api.put(widgets + "/counter", stale).expect(409);
    api.put(widgets + "/counter/status", stale).expect(409);
    api.patch(widgets + "/counter", Api.MERGE, patch).expect(409);
    api.patch(widgets + "/counter/status", Api.MERGE, patch).expect(409);
    api.patch(widgets + "/counter", Api.JSON_PATCH, test).expect(409);
    String guard = "{\"preconditions\":{\"resourceVersion\":\"" + version + "\"}}";
    api.delete(widgets + "/counter", guard).expect(409);
    assertThat(api.get(widgets + "/counter").text("/spec/size")).isEqualTo("7");
  }

  // Reads, adds one and writes, as often as it takes; tells how many writes came too late.
  private int count(String door) {
    int conflicts = 0;
    for (int done = 0; done < WRITES; ) {
      ObjectNode seen = (ObjectNode) api.get(widgets + "/counter").expect(200).json();
      if (door.isEmpty()) {
        ObjectNode free = seen.withObject("/spec/free");
        free.put("n", free.path("n").asInt() + 1);
      } else {
        ObjectNode status = seen.withObject("/status");
        status.put("phase", Integer.toString(status.path("phase").asInt() + 1));
      }
      int code = api.put(widgets + "/counter" + door, seen).code();
      assertThat(code).isIn(200, 409);
      done += code == 200 ? 1 : 0;
      conflicts += code == 409 ? 1 : 0;
    }
    return conflicts;
  }

  private static String counter() {
    return ObjectsTest.widget("counter");
  }
}
