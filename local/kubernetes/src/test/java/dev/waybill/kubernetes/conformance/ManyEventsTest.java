package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class ManyEventsTest {
  private static final int EVENTS = 100_000;
  private static final int WRITERS = 32;
  private static final String PATH = "/api/v1/namespaces/default/events";
  @TempDir private Path folder;

  @Test
  void a_hundred_thousand_events_and_a_watcher_that_does_not_read_leave_memory_bounded()
      throws Exception {
    try (EmbeddedProcess process =
            EmbeddedProcess.start(folder, "-Xmx96m", "-XX:+ExitOnOutOfMemoryError");
        InputStream unread = get(process, PATH + "?watch=true");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks =
          IntStream.range(0, WRITERS)
              .<Callable<Boolean>>mapToObj(i -> () -> write(process.api(), i))
              .toList();
      assertThat(threads.invokeAll(tasks)).allMatch(task -> task.resultNow());

      assertThat(unread).isNotNull();
      assertThat(count(process)).isEqualTo(EVENTS);
      assertThat(process.alive()).isTrue();
    }
  }

  private static boolean write(Api api, int writer) {
    for (int i = writer; i < EVENTS; i += WRITERS) {
      api.post(PATH, event("e" + i)).expect(201);
    }
    return true;
  }

  private static int count(EmbeddedProcess process) throws Exception {
    int count = 0;
    String next = "";
    do {
      var page = process.api().get(PATH + "?limit=5000&continue=" + next).expect(200);
      count += page.at("/items").size();
      next = page.text("/metadata/continue");
    } while (!next.isEmpty());
    return count;
  }

  // The answer's head is read, and nothing after it.
  private static InputStream get(EmbeddedProcess process, String path) throws Exception {
    var http = process.client().getHttpClient();
    String server = process.client().getMasterUrl().toString().replaceFirst("/$", "");
    var request = http.newHttpRequestBuilder().uri(URI.create(server + path)).build();
    HttpResponse<InputStream> answer =
        http.sendAsync(request, InputStream.class).get(30, TimeUnit.SECONDS);
    assertThat(answer.code()).isEqualTo(200);
    return answer.body();
  }

  private static String event(String name) {
    return """
    {"metadata":{"name":"%s"},"type":"Normal","reason":"Counted","message":"%s",
     "involvedObject":{"kind":"Pod","name":"p","namespace":"default"}}"""
        .formatted(name, "so it is. ".repeat(30));
  }
}
