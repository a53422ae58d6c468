package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubectlChangeTest {
  private static final String WD = Cluster.SHORT_NAME;
  @TempDir private Path folder;
  private Kubectl kubectl;

  @BeforeEach
  void widget() throws Exception {
    kubectl = new Kubectl(folder);
    kubectl.write("widget.yaml", Yaml.widget("w", "size: 3"));
    assertThat(kubectl.run("apply", "-f", "widget.yaml")).contains("created");
  }

  @Test
  void apply_changes_and_leaves_alone() throws Exception {
    assertThat(kubectl.run("apply", "-f", "widget.yaml")).contains("unchanged");
    kubectl.write("widget.yaml", Yaml.widget("w", "colour: green, size: 4"));
    assertThat(kubectl.run("apply", "-f", "widget.yaml")).contains("configured");
    kubectl.write("widget.yaml", Yaml.widget("w", "size: 4"));
    assertThat(kubectl.run("apply", "-f", "widget.yaml")).contains("configured");
    assertThat(size()).isEqualTo("4 red");
  }

  @Test
  void a_mistake_is_named() throws Exception {
    kubectl.write("widget.yaml", Yaml.widget("w", "size: 30"));
    assertThat(kubectl.run("apply", "-f", "widget.yaml"))
        .contains("spec.size", "less than or equal to 10");
    kubectl.write("widget.yaml", Yaml.widget("w", "size: 3, shape: round"));
    assertThat(kubectl.run("apply", "-f", "widget.yaml")).contains("unknown field \"spec.shape\"");
  }

  @Test
  void diff_shows_what_apply_would_change_and_changes_nothing() throws Exception {
    assertThat(kubectl.execute("diff", "-f", "widget.yaml").code()).isZero();
    kubectl.write("widget.yaml", Yaml.widget("w", "size: 4"));
    var diff = kubectl.execute("diff", "-f", "widget.yaml");

    assertThat(diff.code()).as(diff.text()).isEqualTo(1);
    assertThat(diff.text()).contains("-  size: 3", "+  size: 4");
    assertThat(size()).isEqualTo("3 red");
  }

  @Test
  void labels_and_annotations_are_set_and_dropped() throws Exception {
    assertThat(kubectl.run("label", WD, "w", "a=b")).contains("labeled");
    assertThat(kubectl.run("annotate", WD, "w", "c=d")).contains("annotated");
    assertThat(kubectl.run("label", WD, "w", "a=c")).contains("already has a value");
    assertThat(kubectl.run("label", WD, "w", "a=c", "--overwrite")).contains("labeled");
    assertThat(kubectl.run("get", WD, "w", "-o", "jsonpath={.metadata.labels}"))
        .isEqualTo("{\"a\":\"c\"}");
    assertThat(kubectl.run("annotate", WD, "w", "c-")).contains("annotated");
    assertThat(kubectl.run("get", WD, "w", "-o", "jsonpath={.metadata.annotations.c}")).isEmpty();
  }

  @Test
  void patches_of_three_kinds_are_taken() throws Exception {
    kubectl.run("patch", WD, "w", "--type=merge", "-p", "{\"spec\":{\"size\":5}}");
    assertThat(size()).isEqualTo("5 red");
    String replace = "[{\"op\":\"replace\",\"path\":\"/spec/size\",\"value\":6}]";
    kubectl.run("patch", WD, "w", "--type=json", "-p", replace);
    assertThat(size()).isEqualTo("6 red");
    kubectl.write("map.yaml", Yaml.map("m", "a: b"));
    assertThat(kubectl.run("apply", "-f", "map.yaml")).contains("created");
    kubectl.run("patch", "cm", "m", "--type=strategic", "-p", "{\"data\":{\"c\":\"d\"}}");
    assertThat(kubectl.run("get", "cm", "m", "-o", "jsonpath={.data}"))
        .isEqualTo("{\"a\":\"b\",\"c\":\"d\"}");
  }

  @Test
  void wait_returns_when_what_is_waited_for_comes() throws Exception {
    String path = "--for=condition=Ready";
    assertThat(kubectl.run("wait", path, WD + "/w", "--timeout=1s")).contains("timed out");
    String ready = "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";
    kubectl.run("patch", WD, "w", "--subresource=status", "--type=merge", "-p", ready);

    assertThat(kubectl.run("wait", path, WD + "/w", "--timeout=20s")).contains("condition met");
    assertThat(kubectl.run("wait", "--for=jsonpath={.spec.size}=3", WD + "/w", "--timeout=20s"))
        .contains("condition met");
    assertThat(kubectl.run("delete", WD, "w", "--wait=false")).contains("deleted");
    assertThat(kubectl.execute("wait", "--for=delete", WD + "/w", "--timeout=20s").code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"background", "foreground", "orphan"})
  void delete_takes_along_what_is_owned_or_not(String cascade) throws Exception {
    String uid = kubectl.run("get", WD, "w", "-o", "jsonpath={.metadata.uid}");
    kubectl.write("child.yaml", Yaml.ownedMap("child", "w", uid));
    assertThat(kubectl.run("apply", "-f", "child.yaml")).contains("created");
    assertThat(kubectl.run("delete", "-f", "widget.yaml", "--cascade=" + cascade))
        .contains("deleted");

    assertThat(kubectl.run("get", WD)).contains("No resources found");
    if (cascade.equals("orphan")) {
      assertThat(kubectl.run("get", "cm", "child", "-o", "jsonpath={.metadata.ownerReferences}"))
          .isEmpty();
      assertThat(kubectl.run("get", "cm", "child", "-o", "name")).contains("configmap/child");
    } else {
      kubectl.run("wait", "--for=delete", "cm/child", "--timeout=60s");
      assertThat(kubectl.run("get", "cm", "child")).contains("NotFound");
    }
  }

  @Test
  void delete_by_selector_leaves_the_others() throws Exception {
    kubectl.write("other.yaml", Yaml.widget("other", "size: 1"));
    kubectl.run("apply", "-f", "other.yaml");
    kubectl.run("label", WD, "other", "go=1");
    assertThat(kubectl.run("delete", WD, "-l", "go=1")).contains("\"other\" deleted");
    assertThat(kubectl.run("get", WD, "-o", "jsonpath={.items[*].metadata.name}")).isEqualTo("w");
    assertThat(kubectl.run("delete", WD, "--all")).contains("\"w\" deleted");
    assertThat(kubectl.run("delete", WD, "w", "--ignore-not-found")).isEmpty();
  }

  @Test
  void a_secret_is_applied_twice() throws Exception {
    String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: %s}}";
    kubectl.write("secret.yaml", secret.formatted("one"));
    assertThat(kubectl.run("apply", "-f", "secret.yaml")).contains("created");
    kubectl.write("secret.yaml", secret.formatted("two"));
    assertThat(kubectl.run("apply", "-f", "secret.yaml")).contains("configured");
    assertThat(kubectl.run("get", "secret", "s", "-o", "jsonpath={.data.a}")).isEqualTo("dHdv");
  }

  private String size() throws Exception {
    return kubectl.run("get", WD, "w", "-o", "jsonpath={.spec.size} {.spec.colour}");
  }
}
