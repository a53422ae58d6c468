package dev.waybill.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartSizesTest {
  @Test
  void parts_are_small_while_the_object_is() {
    assertThat(IntStream.of(1, 1_000, 1_001, 2_001).map(PartSizes::bytes))
        .containsExactly(8 << 20, 8 << 20, 16 << 20, 32 << 20);
  }

  @Test
  void ten_thousand_parts_hold_the_largest_object_that_s3_takes() {
    long sum = IntStream.rangeClosed(1, PartSizes.MAX_PARTS).mapToLong(PartSizes::bytes).sum();

    assertThat(sum).isGreaterThan(5L << 40);
    assertThat(IntStream.rangeClosed(1, PartSizes.MAX_PARTS).map(PartSizes::bytes))
        .allMatch(b -> b > 0);
  }
}
