package dev.waybill.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  @Test
  void the_documented_table_holds_every_key_and_no_other() throws IOException {
    Set<String> read = new TreeSet<>();
    Map<String, String> recording =
        new HashMap<>(STORE) {
          private static final long serialVersionUID = 1L;

          @Override
          public String get(Object key) {
            read.add(key.toString());
            return super.get(key);
          }
        };
    OperatorConfig.fromEnv(recording);
    read.removeIf(key -> !key.startsWith("WAYBILL_OPERATOR_"));

    assertThat(documented()).isEqualTo(read);
  }

  private static Set<String> documented() throws IOException {
    Pattern row = Pattern.compile("(?m)^\\| `(WAYBILL_OPERATOR_[A-Z_]+)`");
    return row.matcher(Files.readString(Path.of("../docs/configuration.md")))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
