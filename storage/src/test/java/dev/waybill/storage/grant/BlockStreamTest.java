package dev.waybill.storage.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockStreamTest {
  private final byte[] object = new byte[2 * BlockStream.BLOCK_BYTES + 100];
  private final List<Integer> fetched = new ArrayList<>();

  private BlockStream stream(long offset, long length) {
    new Random(3).nextBytes(object);
    return new BlockStream(
        (from, wanted) -> {
          fetched.add(wanted);
          int start = (int) Math.min(from, object.length);
          return Arrays.copyOfRange(object, start, Math.min(start + wanted, object.length));
        },
        offset,
        length);
  }

  @Test
  void a_range_is_read_in_blocks_as_it_is_needed() throws Exception {
    BlockStream stream = stream(10, object.length - 20);
    assertThat(stream.read()).isEqualTo(object[10] & 0xff);
    assertThat(fetched).hasSize(1);

    assertThat(stream).hasBinaryContent(Arrays.copyOfRange(object, 11, object.length - 10));
    assertThat(fetched).containsExactly(BlockStream.BLOCK_BYTES, BlockStream.BLOCK_BYTES, 80);
  }

  @Test
  void a_range_beyond_the_end_ends_with_the_object() {
    assertThat(stream(object.length - 5, 1_000)).hasBinaryContent(last(5));
    assertThat(stream(object.length, 10)).isEmpty();
    assertThat(stream(0, 0)).isEmpty();
  }

  private byte[] last(int count) {
    return Arrays.copyOfRange(object, object.length - count, object.length);
  }
}
