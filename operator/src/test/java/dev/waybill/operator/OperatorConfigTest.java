package dev.waybill.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorConfigTest {
  private static final Map<String, String> STORE =
      Map.of(
          "WAYBILL_STORE_INPUT_BUCKET", "input-bucket",
          "WAYBILL_STORE_OUTPUT_BUCKET", "output-bucket");

  @Test
  void what_is_not_set_is_as_documented() {
    OperatorConfig config = OperatorConfig.fromEnv(STORE);

    assertThat(config.namespace()).isEqualTo("waybill");
    assertThat(config.workerImage()).isEqualTo("waybill/worker:dev");
    assertThat(config.leaderElection()).isFalse();
    assertThat(config.jobs().retention()).isEqualTo(Duration.ofDays(7));
    assertThat(config.jobs().allowedPlaces()).isEmpty();
  }

  @Test
  void what_is_set_is_taken() {
    Map<String, String> env = new HashMap<>(STORE);
    env.put("WAYBILL_OPERATOR_RETENTION_SECONDS", "60");
    env.put("WAYBILL_OPERATOR_ALLOWED_PLACES", "waybill=samples/a/");

    assertThat(OperatorConfig.fromEnv(env).jobs().retention()).isEqualTo(Duration.ofMinutes(1));
    assertThat(OperatorConfig.fromEnv(env).jobs().allowedPlaces()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "WAYBILL_OPERATOR_ADMIN_PORT,70000",
    "WAYBILL_OPERATOR_LEADER_ELECTION,yes",
    "WAYBILL_OPERATOR_HEADS_PER_SECOND,many",
    "WAYBILL_OPERATOR_RETENTION_SECONDS,-1",
    "WAYBILL_OPERATOR_ALLOWED_PLACES,samples",
    "WAYBILL_STORE_INPUT_BUCKET,output-bucket"
  })
  void a_value_that_cannot_be_used_is_refused_by_its_key(String key, String value) {
    Map<String, String> env = new HashMap<>(STORE);
    env.put(key, value);

    assertThatThrownBy(() -> OperatorConfig.fromEnv(env)).hasMessageContaining(key);
  }
}
