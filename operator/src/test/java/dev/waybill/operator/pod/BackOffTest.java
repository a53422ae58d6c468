package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
  @ParameterizedTest
  @CsvSource({"1,10", "2,20", "3,40", "4,80", "5,160", "6,300", "31,300", "1000,300"})
  void it_doubles_up_to_its_longest(int failures, int seconds) {
    assertThat(new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(5)).after(failures))
        .hasSeconds(seconds);
  }
}
