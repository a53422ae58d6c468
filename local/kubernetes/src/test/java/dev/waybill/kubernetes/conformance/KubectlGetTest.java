package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubectlGetTest {
  private static final String WD = Cluster.SHORT_NAME;
  private static final Duration SOON = Duration.ofSeconds(60);
  @TempDir private Path folder;
  private Kubectl kubectl;

  @BeforeEach
  void widget() throws Exception {
    kubectl = new Kubectl(folder);
    kubectl.write("widget.yaml", Yaml.widget("w", "size: 3"));
    assertThat(kubectl.run("apply", "-f", "widget.yaml"))
        .contains("widget." + Cluster.GROUP + "/w created");
  }

  @Test
  void get_shows_tables() throws Exception {
    assertThat(kubectl.run("get", WD).lines().toList())
        .first()
        .asString()
        .matches("NAME +SIZE +READY +AGE");
    assertThat(kubectl.run("get", "widgets." + Cluster.GROUP, "-o", "wide"))
        .contains("COLOUR", "red");
    assertThat(kubectl.run("get", WD, "-A")).contains(kubectl.namespace());
    assertThat(kubectl.run("get", WD, "--show-labels")).contains("<none>");
  }

  @Test
  void get_shows_texts_and_names() throws Exception {
    assertThat(kubectl.run("get", Cluster.CATEGORY, "-o", "name"))
        .contains("widget." + Cluster.GROUP + "/w");
    assertThat(kubectl.run("get", WD, "w", "-o", "yaml")).contains("colour: red", "kind: Widget");
    assertThat(kubectl.run("get", WD, "w", "-o", "jsonpath={.spec.size} {.spec.colour}"))
        .isEqualTo("3 red");
    assertThat(kubectl.run("get", WD, "-o", "jsonpath={.items[*].metadata.name}")).isEqualTo("w");
    assertThat(kubectl.run("get", WD, "none")).contains("NotFound");
  }

  @Test
  void get_selects() throws Exception {
    kubectl.run("label", WD, "w", "a=b");
    assertThat(kubectl.run("get", WD, "-l", "a=b", "-o", "name")).contains("/w");
    assertThat(kubectl.run("get", WD, "-l", "a in (c,d)", "-o", "name")).isEmpty();
    assertThat(kubectl.run("get", WD, "--field-selector", "metadata.name=w")).contains("w ");
    assertThat(kubectl.run("get", WD, "--chunk-size=1", "-o", "name")).contains("/w");
  }

  @Test
  void get_watches_until_it_is_ended() throws Exception {
    try (var watching = kubectl.start("get", WD, "-w", "--output-watch-events")) {
      await().atMost(SOON).until(() -> watching.text().contains("ADDED"));
      kubectl.run("patch", WD, "w", "--type=merge", "-p", "{\"spec\":{\"size\":5}}");
      await().atMost(SOON).until(() -> watching.text().contains("MODIFIED"));
      kubectl.run("delete", WD, "w");
      await().atMost(SOON).until(() -> watching.text().contains("DELETED"));
      assertThat(watching.process().isAlive()).isTrue();
    }
  }

  @Test
  void describe_and_get_events_tell_what_happened_to_an_object() throws Exception {
    String uid = kubectl.run("get", WD, "w", "-o", "jsonpath={.metadata.uid}");
    kubectl.write("event.yaml", Yaml.event("w", uid, kubectl.namespace()));
    assertThat(kubectl.run("create", "-f", "event.yaml")).contains("created");

    assertThat(kubectl.run("describe", WD, "w"))
        .contains("Name:", "Size:", "Stuck", "it does not turn");
    assertThat(kubectl.run("get", "events")).contains("Stuck", "widget/w");
    assertThat(kubectl.run("get", "events", "--field-selector", "type=Normal"))
        .contains("No resources found");
    assertThat(kubectl.run("events", "--for", "widget." + Cluster.GROUP + "/w"))
        .contains("it does not turn");
  }

  @Test
  void explain_knows_the_fields_of_a_definition() throws Exception {
    assertThat(kubectl.run("explain", WD + ".spec"))
        .contains("KIND:", "Widget", "how large it is", "size", "<integer> -required-");
    assertThat(kubectl.run("explain", WD, "--recursive")).contains("parts", "weight");
    assertThat(kubectl.run("explain", WD + ".spec.shape")).contains("does not exist");
  }

  @Test
  void built_in_kinds_are_shown_and_described() throws Exception {
    kubectl.write("job.yaml", Yaml.suspendedJob("j"));
    assertThat(kubectl.run("apply", "-f", "job.yaml")).contains("job.batch/j created");
    kubectl.write(
        "secret.yaml", "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a: Yg==}}");
    assertThat(kubectl.run("apply", "-f", "secret.yaml")).contains("created");
    kubectl.write("map.yaml", Yaml.map("m", "a: b"));
    assertThat(kubectl.run("apply", "-f", "map.yaml")).contains("created");

    assertThat(kubectl.run("get", "jobs"))
        .matches("(?s)NAME +STATUS +COMPLETIONS +DURATION +AGE\nj +Suspended +0/1 .*");
    assertThat(kubectl.run("get", "secret", "s")).matches("(?s)NAME +TYPE +DATA.*s +Opaque +1.*");
    assertThat(kubectl.run("get", "cm", "m")).matches("(?s)NAME +DATA +AGE\nm +1 .*");
    assertThat(kubectl.run("describe", "job", "j")).contains("Suspend:", "true", "Pod Template:");
    assertThat(kubectl.run("describe", "secret", "s")).contains("a:  1 bytes");
    assertThat(kubectl.run("describe", "cm", "m")).contains("a:\n----\nb");
  }

  @Test
  void logs_are_followed_to_their_end() throws Exception {
    kubectl.write("pod.yaml", Yaml.talkingPod("p"));
    assertThat(kubectl.run("apply", "-f", "pod.yaml")).contains("created");
    await().atMost(SOON).until(() -> kubectl.run("logs", "p").endsWith("three\n"));

    assertThat(kubectl.run("logs", "p")).isEqualTo("one\ntwo\nthree\n");
    assertThat(kubectl.run("logs", "-f", "p", "-c", "c")).isEqualTo("one\ntwo\nthree\n");
    assertThat(kubectl.run("logs", "p", "--tail=1")).isEqualTo("three\n");
    assertThat(kubectl.run("logs", "p", "--limit-bytes=5")).isEqualTo("one\nt");
    assertThat(kubectl.run("logs", "p", "-c", "none")).contains("container none is not valid");
  }
}
