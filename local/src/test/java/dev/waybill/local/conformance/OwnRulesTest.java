package dev.waybill.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.crds.Crds;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every rule of the product's definitions, once kept and once broken. */
class OwnRulesTest {
  private static final String JOB = "ProcessingJob";
  private static final String SLICE = "FileSlice";
  private static final String SOURCE = "'source':{'archive':{'bucket':'input','key':'a.zip'}}";
  private static final String SLICE_SPEC = "{'number':0,'firstIndex':0,'count':1,'files':'[]'}";

  private static final String OF_JAVA =
      "the built-in worker takes no variables of its Java or its loader, such as"
          + " JAVA_TOOL_OPTIONS and LD_PRELOAD";

  static final List<New> NEW =
      List.of(
          new New("spec is required", JOB, "n1", "{SOURCE}", "n2", ""),
          new New("spec is required", SLICE, "n3", SLICE_SPEC, "n4", ""),
          new New(
              "metadata.name must be a DNS label of at most 40 characters",
              JOB,
              "a".repeat(40),
              "{SOURCE}",
              "a".repeat(41),
              "{SOURCE}"),
          new New(
              "metadata.name must be a DNS label of at most 40 characters",
              JOB,
              "a-b",
              "{SOURCE}",
              "a.b",
              "{SOURCE}"),
          new New(
              "exactly one source must be set: archive",
              JOB,
              "s1",
              "{SOURCE}",
              "s2",
              "{'source':{}}"),
          new New(
              "names that begin with WAYBILL_ are reserved",
              JOB,
              "e1",
              "{SOURCE,'worker':{'env':[{'name':'MY_WAYBILL_X','value':'1'}]}}",
              "e2",
              "{SOURCE,'worker':{'env':[{'name':'WAYBILL_X','value':'1'}]}}"),
          new New(
              OF_JAVA,
              JOB,
              "v1",
              "{SOURCE,'worker':{'image':'a:1','env':[{'name':'LD_PRELOAD','value':'1'}]}}",
              "v2",
              "{SOURCE,'worker':{'env':[{'name':'A','value':'1'},{'name':'LD_PRELOAD','value':'1'}]}}"),
          new New(
              OF_JAVA,
              JOB,
              "v3",
              "{SOURCE,'worker':{'env':[{'name':'MY_JAVA_TOOL_OPTIONS','value':'1'}]}}",
              "v4",
              "{SOURCE,'worker':{'env':[{'name':'JAVA_TOOL_OPTIONS','value':'1'}]}}"),
          new New(
              "command, args, runAsUser, runAsGroup and fsGroup need an image",
              JOB,
              "i1",
              "{SOURCE,'worker':{'image':'a:1','command':['x'],'runAsUser':7}}",
              "i2",
              "{SOURCE,'worker':{'command':['x']}}"));

  static final List<Changed> CHANGED =
      List.of(
          fixed("createdBy", "'createdBy':'a'", "{'createdBy':'b'}"),
          fixed("createdBy", "'createdBy':'a'", "{'createdBy':null}"),
          fixed("createdBy", "", "{'createdBy':'b'}"),
          fixed("request", "'request':{'source':'a'}", "{'request':{'source':'b'}}"),
          fixed("request", "", "{'request':{'source':'b'}}"),
          fixed("source", "", "{'source':{'archive':{'key':'b.zip'}}}"),
          fixed("worker", "'worker':{'image':'a:1'}", "{'worker':{'image':'a:2'}}"),
          fixed("worker", "'worker':{'image':'a:1'}", "{'worker':null}"),
          fixed(
              "retryStrategy",
              "'retryStrategy':{'attempts':2}",
              "{'retryStrategy':{'attempts':3}}"),
          fixed("retryStrategy", "", "{'retryStrategy':{'attempts':3}}"),
          fixed(
              "timeout",
              "'timeout':{'attemptDurationSeconds':9}",
              "{'timeout':{'attemptDurationSeconds':8}}"),
          fixed("timeout", "", "{'timeout':{'attemptDurationSeconds':8}}"),
          fixed(
              "retention",
              "'retention':{'onExpiry':'Keep'}",
              "{'retention':{'onExpiry':'Delete'}}"),
          fixed("retention", "'retention':{'onExpiry':'Keep'}", "{'retention':null}"),
          new Changed(
              "terminate cannot be taken back",
              JOB,
              "{SOURCE,'terminate':true}",
              "{'suspend':true,'parallelism':3}",
              "{'terminate':false}"),
          new Changed(
              "terminate cannot be taken back",
              JOB,
              "{SOURCE,'suspend':true}",
              "{'terminate':true,'suspend':false}",
              "{'terminate':null}"),
          new Changed(
              "a slice's files are immutable",
              SLICE,
              SLICE_SPEC,
              "{'count':1}",
              "{'files':'[1]'}"));

  @TempDir static Path folder;
  private static OwnKinds kinds;

  // Of each test, not of the class: what a test fails with is healed by a second try.
  @BeforeEach
  void open() throws Exception {
    if (kinds == null) {
      kinds = OwnKinds.open(folder);
    }
  }

  @AfterAll
  static void close() {
    if (kinds != null) {
      kinds.close();
      kinds = null;
    }
  }

  @ParameterizedTest
  @FieldSource("NEW")
  void a_new_object_keeps_to_the_rule_or_is_refused_by_its_words(New rule) {
    var objects = kinds.of(rule.kind());
    var kept = kinds.object(rule.kind(), rule.name(), json(rule.spec()));
    var broken = kinds.object(rule.kind(), rule.brokenName(), json(rule.broken()));

    assertThat(objects.resource(kept).create().getMetadata().getUid()).isNotEmpty();
    refused(() -> objects.resource(broken).create(), rule.message());
    assertThat(objects.withName(rule.brokenName()).get()).isNull();
  }

  @ParameterizedTest
  @FieldSource("CHANGED")
  void a_change_keeps_to_the_rule_or_is_refused_by_its_words(Changed rule) {
    var objects = kinds.of(rule.kind());
    String name = "c" + Math.floorMod(rule.hashCode(), 1_000_000_000);
    objects.resource(kinds.object(rule.kind(), name, json(rule.spec()))).create();
    var object = objects.withName(name);
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);

    assertThat(object.patch(merge, "{\"spec\":" + json(rule.kept()) + "}")).isNotNull();
    var before = object.get();
    refused(() -> object.patch(merge, "{\"spec\":" + json(rule.broken()) + "}"), rule.message());
    assertThat(object.get()).isEqualTo(before);
  }

  @Test
  void every_rule_of_the_definitions_is_among_these() {
    var tried =
        Stream.concat(NEW.stream().map(New::message), CHANGED.stream().map(Changed::message))
            .distinct()
            .toList();
    List<String> all =
        Crds.yaml().stream()
            .map(yaml -> Serialization.unmarshal(yaml, JsonNode.class))
            .flatMap(crd -> crd.findValues("x-kubernetes-validations").stream())
            .flatMap(rules -> rules.findValuesAsText("message").stream())
            .distinct()
            .toList();

    assertThat(all).isNotEmpty().allSatisfy(message -> assertThat(tried).contains(message));
    assertThat(tried).allSatisfy(message -> assertThat(all).contains(message));
  }

  private static void refused(ThrowingCallable write, String message) {
    assertThatThrownBy(write)
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(422))
        .hasMessageContaining(message);
  }

  private static Changed fixed(String member, String spec, String broken) {
    String whole = spec.isEmpty() ? "{SOURCE}" : "{SOURCE," + spec + "}";
    return new Changed(member + " is immutable", JOB, whole, "{'suspend':true}", broken);
  }

  private static String json(String text) {
    return text.replace("SOURCE", SOURCE).replace('\'', '"');
  }

  /** A rule about every object. */
  record New(
      String message, String kind, String name, String spec, String brokenName, String broken) {}

  /** A rule about changes. */
  record Changed(String message, String kind, String spec, String kept, String broken) {}
}
