package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubectlTest {
  private static String kubectl;
  private final String namespace = Cluster.shared().newNamespace();
  @TempDir private Path folder;

  @BeforeAll
  static void find() {
    String given = System.getenv("WAYBILL_KUBECTL");
    kubectl = given == null || given.isBlank() ? "kubectl" : given;
    boolean found = given != null || onPath();
    assumeTrue(found, "kubectl is neither on the PATH nor named by WAYBILL_KUBECTL");
  }

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(folder.resolve("kubeconfig"), Cluster.shared().kubeconfig());
    write("widget.yaml", widget("size: 3"));
  }

  @Test
  void apply_creates_changes_and_leaves_alone() throws Exception {
    assertThat(run("apply", "-f", "widget.yaml"))
        .contains("widget.conformance.example.com/w created");
    assertThat(run("apply", "-f", "widget.yaml")).contains("unchanged");
    write("widget.yaml", widget("colour: green, size: 4"));
    assertThat(run("apply", "-f", "widget.yaml")).contains("configured");
    write("widget.yaml", widget("size: 4"));
    assertThat(run("apply", "-f", "widget.yaml")).contains("configured");
    assertThat(run("get", "wd", "w", "-o", "jsonpath={.spec.size} {.spec.colour}"))
        .isEqualTo("4 red");
  }

  @Test
  void a_mistake_is_named() throws Exception {
    write("widget.yaml", widget("size: 30"));
    assertThat(run("apply", "-f", "widget.yaml")).contains("spec.size", "less than or equal to 10");
    write("widget.yaml", widget("size: 3, shape: round"));
    assertThat(run("apply", "-f", "widget.yaml")).contains("unknown field \"spec.shape\"");
  }

  @Test
  void get_shows_tables_texts_and_names() throws Exception {
    run("apply", "-f", "widget.yaml");

    assertThat(run("get", "wd").lines().toList())
        .first()
        .asString()
        .matches("NAME +SIZE +READY +AGE");
    assertThat(run("get", "widgets", "-o", "wide")).contains("COLOUR", "red");
    assertThat(run("get", "things", "-o", "name")).contains("widget.conformance.example.com/w");
    assertThat(run("get", "wd", "w", "-o", "yaml")).contains("colour: red", "kind: Widget");
    assertThat(run("get", "wd", "-A")).contains(namespace);
    assertThat(run("get", "wd", "none")).contains("NotFound");
  }

  @Test
  void get_watches() throws Exception {
    run("apply", "-f", "widget.yaml");
    assertThat(run("get", "wd", "-w", "--request-timeout=2s")).contains("w ");
  }

  @Test
  void labels_and_annotations_are_set_and_select() throws Exception {
    run("apply", "-f", "widget.yaml");
    assertThat(run("label", "wd", "w", "a=b")).contains("labeled");
    assertThat(run("annotate", "wd", "w", "c=d")).contains("annotated");
    assertThat(run("get", "wd", "-l", "a=b", "-o", "name")).contains("/w");
    assertThat(run("get", "wd", "-l", "a=c", "-o", "name")).isEmpty();
  }

  @Test
  void patches_of_both_kinds_are_taken() throws Exception {
    run("apply", "-f", "widget.yaml");
    run("patch", "wd", "w", "--type=merge", "-p", "{\"spec\":{\"size\":5}}");
    assertThat(run("get", "wd", "w", "-o", "jsonpath={.spec.size}")).isEqualTo("5");
    run(
        "patch",
        "wd",
        "w",
        "--type=json",
        "-p",
        "[{\"op\":\"replace\",\"path\":\"/spec/size\",\"value\":6}]");
    assertThat(run("get", "wd", "w", "-o", "jsonpath={.spec.size}")).isEqualTo("6");
  }

  @Test
  void wait_returns_when_the_condition_comes() throws Exception {
    run("apply", "-f", "widget.yaml");
    assertThat(run("wait", "--for=condition=Ready", "wd/w", "--timeout=1s")).contains("timed out");
    run(
        "patch",
        "wd",
        "w",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
    assertThat(run("wait", "--for=condition=Ready", "wd/w", "--timeout=20s"))
        .contains("condition met");
  }

  @Test
  void describe_lists_the_events_of_an_object() throws Exception {
    run("apply", "-f", "widget.yaml");
    String uid = run("get", "wd", "w", "-o", "jsonpath={.metadata.uid}");
    write(
        "event.yaml",
        """
        {apiVersion: v1, kind: Event, metadata: {name: w.1}, type: Warning, reason: Stuck,
         message: it does not turn, lastTimestamp: "2026-01-01T00:00:00Z",
         involvedObject: {apiVersion: conformance.example.com/v1, kind: Widget, name: w,
         namespace: %s, uid: %s}}
        """
            .formatted(namespace, uid));
    assertThat(run("create", "-f", "event.yaml")).contains("created");

    assertThat(run("describe", "wd", "w")).contains("Stuck", "it does not turn");
    assertThat(run("get", "events")).contains("Stuck", "widget/w");
  }

  @Test
  void delete_waits_until_the_object_is_gone() throws Exception {
    run("apply", "-f", "widget.yaml");
    assertThat(run("delete", "-f", "widget.yaml")).contains("deleted");
    assertThat(run("get", "wd")).contains("No resources found");
  }

  @Test
  void a_secret_is_applied_twice() throws Exception {
    String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: %s}}";
    write("secret.yaml", secret.formatted("one"));
    assertThat(run("apply", "-f", "secret.yaml")).contains("created");
    write("secret.yaml", secret.formatted("two"));
    assertThat(run("apply", "-f", "secret.yaml")).contains("configured");
    assertThat(run("get", "secret", "s", "-o", "jsonpath={.data.a}")).isEqualTo("dHdv");
  }

  @Test
  void logs_come_from_the_pod() throws Exception {
    assumeTrue(Cluster.shared().embedded(), "pods run only where there is a kubelet");
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: i}]}}";
    write("pod.yaml", pod);
    run("apply", "-f", "pod.yaml");

    assertThat(run("logs", "p")).isEqualTo("one\ntwo\nthree c\n");
    assertThat(run("logs", "-f", "p", "-c", "c")).isEqualTo("one\ntwo\nthree c\n");
    assertThat(run("logs", "p", "--tail=1")).isEqualTo("three c\n");
    assertThat(run("logs", "p", "-c", "none")).contains("container none is not valid for pod p");
  }

  private String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(kubectl, "-n", namespace));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "output", "");
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    builder.environment().put("HOME", System.getProperty("java.io.tmpdir"));
    Process process = builder.redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output);
  }

  private void write(String name, String text) throws IOException {
    // What begins with a brace is taken for JSON.
    Files.writeString(folder.resolve(name), "---\n" + text);
  }

  private static String widget(String spec) {
    return "{apiVersion: conformance.example.com/v1, kind: Widget, metadata: {name: w}, spec: {%s}}\n"
        .formatted(spec);
  }

  private static boolean onPath() {
    for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, "kubectl"))) {
        return true;
      }
    }
    return false;
  }
}
