package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waybill.operator.kube.Env;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSettingsTest {

  @Test
  void every_setting_has_a_default() {
    FileSettings settings = FileSettings.fromEnv(new Env(Map.of(), "WAYBILL_OPERATOR_"));

    assertThat(settings.maxRunning()).isEqualTo(500);
    assertThat(settings.podListInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.pod().user()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_RUNNING, 0",
    "MAX_RUNNING, many",
    "GRANT_SECONDS, 604801",
    "POD_LIST_SECONDS, 0",
    "WORKER_USER, 0",
    "WORKER_MEMORY, lots",
    "WORKER_MEMORY_LIMIT, 1Qi",
  })
  void a_value_that_cannot_be_used_is_told_by_its_key(String key, String value) {
    String name = "WAYBILL_OPERATOR_" + key;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileSettings.fromEnv(new Env(Map.of(name, value), "WAYBILL_OPERATOR_")))
        .withMessageContaining(name);
  }
}
