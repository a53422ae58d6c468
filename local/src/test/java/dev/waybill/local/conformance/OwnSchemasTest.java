package dev.waybill.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.crds.ProcessingJob;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schemas of the product's definitions refuse and drop. */
class OwnSchemasTest {
  private static final String JOB = "ProcessingJob";
  private static final String ARCHIVE = "'source':{'archive':{'bucket':'input','key':'a.zip'}}";
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
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                        | spec.source
          {'source':{'archive':{'bucket':'input'}}}                 | spec.source.archive.key
          {'source':{'archive':{'bucket':'in','key':'k'}}}          | spec.source.archive.bucket
          {ARCHIVE,'createdBy':''}                                  | spec.createdBy
          {ARCHIVE,'parallelism':0}                                 | spec.parallelism
          {ARCHIVE,'retryStrategy':{'attempts':11}}                 | spec.retryStrategy.attempts
          {ARCHIVE,'retention':{'onExpiry':'Burn'}}                 | spec.retention.onExpiry
          {ARCHIVE,'timeout':{'attemptDurationSeconds':0}}          | spec.timeout.attemptDurationSeconds
          {ARCHIVE,'suspend':'yes'}                                 | spec.suspend
          {ARCHIVE,'request':{'configurationVersion':'a b'}}        | spec.request.configurationVersion
          {ARCHIVE,'worker':{'env':[{'name':'1A','value':'x'}]}}    | spec.worker.env[0].name
          {ARCHIVE,'worker':{'env':[{'name':'A'}]}}                 | spec.worker.env[0].value
          {ARCHIVE,'worker':{'resources':{'limits':{'cpu':true}}}}  | spec.worker.resources.limits.cpu
          {ARCHIVE,'worker':{'resources':{'limits':{'cpu':''}}}}    | spec.worker.resources.limits.cpu
          {ARCHIVE,'worker':{'resources':{'limits':{'cpu':'0,5'}}}} | spec.worker.resources.limits.cpu
          {ARCHIVE,'worker':{'resources':{'requests':{'memory':'512 Mi'}}}} | spec.worker.resources.requests.memory
          {ARCHIVE,'worker':{'resources':{'requests':{'memory':'1Gi5m'}}}}  | spec.worker.resources.requests.memory
          """)
  void what_does_not_fit_is_refused_by_the_fields_name(String spec, String field) {
    var object = kinds.object(JOB, "refused", json(spec));
    assertThatThrownBy(() -> kinds.of(JOB).resource(object).create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(422))
        .hasMessageContaining(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "'1'",
        "'0.5'",
        "'.5'",
        "'100m'",
        "'512Mi'",
        "'1e3'",
        "'1E'",
        "'2k'",
        "4294967296"
      })
  void what_kubernetes_takes_for_a_quantity_is_taken_and_read(String quantity) {
    String spec = "{ARCHIVE,'worker':{'resources':{'limits':{'cpu':" + quantity + "}}}}";
    String name = "quantity-" + Integer.toHexString(quantity.hashCode());

    var made = kinds.of(JOB).resource(kinds.object(JOB, name, json(spec))).create();

    var read = Serialization.unmarshal(Serialization.asJson(made), ProcessingJob.class);
    assertThat(read.getSpec().worker().resources().limits().get("cpu").getValue())
        .hasToString(quantity.replace("'", ""));
  }

  @Test
  void what_is_not_known_is_dropped_and_a_status_not_taken() {
    var object = kinds.object(JOB, "pruned", json("{ARCHIVE,'shape':'round','suspend':true}"));
    object.setAdditionalProperty("status", Map.of("state", "FAILED"));
    var made = kinds.of(JOB).resource(object).create();

    assertThat(made.<Map<String, Object>>get("spec")).containsOnlyKeys("source", "suspend");
    assertThat(made.<Object>get("status")).isNull();
    made.setAdditionalProperty("status", Map.of("state", "FAILED", "shape", "round"));
    var told = kinds.of(JOB).resource(made).updateStatus();
    assertThat(told.<Map<String, Object>>get("status")).containsOnlyKeys("state");
  }

  @Test
  void a_state_that_is_none_is_refused() {
    var object = kinds.object(JOB, "stated", json("{ARCHIVE}"));
    var made = kinds.of(JOB).resource(object).create();
    made.setAdditionalProperty("status", Map.of("state", "TIRED"));
    assertThatThrownBy(() -> kinds.of(JOB).resource(made).updateStatus())
        .hasMessageContaining("status.state");
  }

  private static String json(String text) {
    return text.replace("ARCHIVE", ARCHIVE).replace('\'', '"');
  }
}
