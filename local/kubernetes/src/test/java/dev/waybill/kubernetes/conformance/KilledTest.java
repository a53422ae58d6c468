package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class KilledTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final int WRITERS = 4;
  private static final int ANSWERS = 300;
  private static final long GONE = -1;
  @TempDir private Path folder;

  // The last answered state of every object: its resourceVersion, or GONE.
  private final Map<String, Long> answered = new ConcurrentHashMap<>();
  private final AtomicInteger answers = new AtomicInteger();

  @Test
  void an_answered_write_survives_a_kill() throws Exception {
    try (EmbeddedProcess first = EmbeddedProcess.start(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Api api = first.api();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        threads.submit(() -> write(api, writer));
      }
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> answers.get() > ANSWERS);
      first.kill();
    }
    long newest = answered.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    try (EmbeddedProcess second = EmbeddedProcess.start(folder)) {
      answered.forEach((name, version) -> check(second.api(), name, version));
      var next = second.api().post(MAPS, ObjectsTest.map("next", "")).expect(201);
      assertThat(version(next)).isGreaterThan(newest);
    }
  }

  // Until the connection breaks. What was sent and not answered is left out of account.
  private void write(Api api, int writer) {
    for (int i = 0; ; i++) {
      String name = "m-" + writer + "-" + i;
      note(name, version(api.post(MAPS, ObjectsTest.map(name, "")).expect(201)));
      String patch = "{\"data\":{\"k\":\"w\"}}";
      answered.remove(name);
      note(name, version(api.patch(MAPS + "/" + name, Api.MERGE, patch).expect(200)));
      if (i % 3 == 0) {
        answered.remove(name);
        api.delete(MAPS + "/" + name).expect(200);
        note(name, GONE);
      }
    }
  }

  private void note(String name, long version) {
    answered.put(name, version);
    answers.incrementAndGet();
  }

  private static void check(Api api, String name, long version) {
    var found = api.get(MAPS + "/" + name);
    if (version == GONE) {
      found.expect(404);
    } else {
      assertThat(version(found.expect(200))).as(name).isEqualTo(version);
    }
  }

  private static long version(Api.Answer answer) {
    return answer.at("/metadata/resourceVersion").asLong();
  }
}
