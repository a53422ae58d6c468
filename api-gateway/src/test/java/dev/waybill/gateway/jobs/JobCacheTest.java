package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobCacheTest {
  private static final String PAGE =
      """
      {"apiVersion": "waybill.dev/v1alpha1", "kind": "%sList",
       "metadata": {"resourceVersion": "1", "continue": "%s"}, "items": [%s]}
      """;

  private static String answer(String request) {
    if (request.contains("watch=true")) {
      return null;
    }
    if (!request.contains("processingjobs")) {
      return PAGE.formatted("FileSlice", "", "");
    }
    return request.contains("continue=more")
        ? PAGE.formatted("ProcessingJob", "", job("b"))
        : PAGE.formatted("ProcessingJob", "more", job("a"));
  }

  private static String job(String name) {
    return """
        {"apiVersion": "waybill.dev/v1alpha1", "kind": "ProcessingJob",
         "metadata": {"name": "%1$s", "uid": "%1$s", "namespace": "n", "resourceVersion": "1"},
         "spec": {"createdBy": "alice"}}
        """
        .formatted(name);
  }

  @Test
  void jobs_and_slices_are_read_some_at_a_time() {
    try (RawServer server = new RawServer((request, connection) -> answer(request));
        JobCache cache = new JobCache(server.client(), "n")) {
      await().until(() -> cache.jobsOf("alice").size() == 2);
      await().until(() -> server.requests().stream().anyMatch(each -> each.contains("fileslices")));
      List<String> lists =
          server.requests().stream().filter(request -> !request.contains("watch=true")).toList();
      assertThat(lists).isNotEmpty().allMatch(request -> request.contains("limit=500"));
    }
  }
}
