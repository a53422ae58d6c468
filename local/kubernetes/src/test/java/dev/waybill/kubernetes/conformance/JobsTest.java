package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  // Whoever this names: not the cluster's own Job controller, so that the test can write the end.
  private static final String MANAGER = "\"managedBy\":\"conformance.example.com/test\"";
  private final Api api = Cluster.shared().api();
  private final String jobs =
      "/apis/batch/v1/namespaces/" + Cluster.shared().newNamespace() + "/jobs";

  @Test
  void a_job_that_has_ended_goes_after_its_time() {
    api.post(jobs, job("brief", MANAGER + ",\"ttlSecondsAfterFinished\":0")).expect(201);
    api.post(jobs, job("long", MANAGER + ",\"ttlSecondsAfterFinished\":3600")).expect(201);
    api.post(jobs, job("kept", MANAGER)).expect(201);
    api.post(jobs, job("running", MANAGER + ",\"ttlSecondsAfterFinished\":0")).expect(201);
    for (String name : new String[] {"brief", "long", "kept"}) {
      api.patch(jobs + "/" + name + "/status", Api.MERGE, completed()).expect(200);
    }

    await().atMost(SOON).until(() -> api.get(jobs + "/brief").code() == 404);
    api.get(jobs + "/long").expect(200);
    api.get(jobs + "/kept").expect(200);
    api.get(jobs + "/running").expect(200);
  }

  @Test
  void a_job_can_be_given_its_time_after_its_end() {
    api.post(jobs, job("late", MANAGER)).expect(201);
    api.patch(jobs + "/late/status", Api.MERGE, completed()).expect(200);
    api.patch(jobs + "/late", Api.MERGE, "{\"spec\":{\"ttlSecondsAfterFinished\":0}}").expect(200);

    await().atMost(SOON).until(() -> api.get(jobs + "/late").code() == 404);
  }

  @Test
  void defaults_are_set() {
    var made = api.post(jobs, job("plain", "\"suspend\":true")).expect(201);

    assertThat(made.text("/spec/backoffLimit")).isEqualTo("6");
    assertThat(made.text("/spec/completions")).isEqualTo("1");
    assertThat(made.text("/spec/parallelism")).isEqualTo("1");
    assertThat(made.text("/spec/completionMode")).isEqualTo("NonIndexed");
    assertThat(made.text("/spec/podReplacementPolicy")).isEqualTo("TerminatingOrFailed");
    assertThat(made.text("/spec/template/spec/dnsPolicy")).isEqualTo("ClusterFirst");
    assertThat(made.text("/spec/template/spec/schedulerName")).isEqualTo("default-scheduler");
    assertThat(made.text("/spec/template/spec/terminationGracePeriodSeconds")).isEqualTo("30");
    assertThat(made.text("/spec/template/spec/containers/0/terminationMessagePolicy"))
        .isEqualTo("File");
    assertThat(made.text("/spec/template/spec/containers/0/terminationMessagePath"))
        .isEqualTo("/dev/termination-log");
  }

  @Test
  void what_makes_no_job_is_refused_by_name() {
    var restart = api.post(jobs, job("always", "").replace("Never", "Always")).expect(422);
    assertThat(restart.text("/message")).contains("spec.template.spec.restartPolicy");
    var none =
        api.post(jobs, job("none", "").replaceFirst("\"containers\":\\[.*]", "\"containers\":[]"));
    assertThat(none.expect(422).text("/message")).contains("spec.template.spec.containers");
    var nameless = api.post(jobs, job("nameless", "").replace("\"name\":\"c\",", "")).expect(422);
    assertThat(nameless.text("/message")).contains("spec.template.spec.containers[0].name");
  }

  @Test
  void an_ended_job_is_found_by_its_successes() {
    api.post(jobs, job("done", MANAGER)).expect(201);
    api.post(jobs, job("open", MANAGER)).expect(201);
    api.patch(jobs + "/done/status", Api.MERGE, completed()).expect(200);

    assertThat(
            api.get(jobs + "?fieldSelector=status.successful%3D1")
                .at("/items")
                .findValuesAsText("name"))
        .contains("done")
        .doesNotContain("open");
  }

  private static String job(String name, String spec) {
    String more = spec.isEmpty() ? "" : spec + ",";
    return """
    {"metadata":{"name":"%s"},"spec":{%s"template":{"spec":{"restartPolicy":"Never",
      "containers":[{"name":"c","image":"i"}]}}}}"""
        .formatted(name, more);
  }

  private static String completed() {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String condition =
        "{\"type\":\"%s\",\"status\":\"True\",\"lastTransitionTime\":\"" + now + "\"}";
    return "{\"status\":{\"startTime\":\"%s\",\"completionTime\":\"%s\",\"succeeded\":1,\"conditions\":[%s,%s]}}"
        .formatted(
            now, now, condition.formatted("SuccessCriteriaMet"), condition.formatted("Complete"));
  }
}
