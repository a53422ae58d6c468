package dev.waybill.operator.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.Cluster;
import org.junit.jupiter.api.Test;

/** Logs on their way from an API server into a store. */
class LogKeeperTest extends KeptLogs {
  @Test
  void the_log_of_the_container_that_worked_is_stored() {
    slice();
    pod("fetched\n", "line 1\nline 2\n");

    keep("p-" + job);

    assertThat(stored()).isEqualTo("line 1\nline 2\n");
    assertThat(meters.counter("waybill.operator.logs", "outcome", "kept").count()).isEqualTo(1);
  }

  @Test
  void of_a_long_log_the_end_is_stored() {
    slice();
    pod("", "x".repeat(99).concat("\n").repeat(1000) + "the last words\n");

    keep("p-" + job);

    assertThat(stored()).startsWith("… the first ").endsWith("\nthe last words\n");
    assertThat(stored()).hasSizeLessThan(1100);
  }

  @Test
  void a_log_that_the_worker_has_stored_itself_stays_as_it_is() {
    slice();
    pod("", "what the node has");
    cluster.put(Cluster.OUTPUT, keys.log(3, 1), "its own".getBytes(UTF_8));

    keep("p-" + job);

    assertThat(stored()).isEqualTo("its own");
  }

  @Test
  void a_log_whose_pod_is_gone_says_so_in_its_place() {
    slice();

    keep("none");

    assertThat(stored()).isEqualTo("log lost: node gone\n");
    assertThat(meters.counter("waybill.operator.logs", "outcome", "lost").count()).isEqualTo(1);
  }

  @Test
  void a_pod_that_was_never_known_is_not_asked_for() {
    slice();

    keep(null);

    assertThat(stored()).isEqualTo("log lost: node gone\n");
  }

  @Test
  void nothing_is_left_behind_for_a_job_whose_data_is_gone() {
    keep("none");

    assertThat(cluster.keys(Cluster.OUTPUT, keys.prefix())).isEmpty();
  }

  @Test
  void a_log_beside_a_manifest_stays_when_its_slice_is_gone() {
    cluster.put(Cluster.OUTPUT, keys.manifest(), new byte[] {'{', '}'});

    keep("none");

    assertThat(stored()).isEqualTo("log lost: node gone\n");
  }
}
