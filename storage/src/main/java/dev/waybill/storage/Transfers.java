package dev.waybill.storage;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long a call that moves bytes may take. */
final class Transfers {
  private static final int SLOWEST_BYTES_PER_SECOND = 1 << 20;

  private Transfers() {}

  static Duration limit(Duration timeout, long bytes) {
    return timeout.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
  }

  static Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration timeout, long bytes) {
    return override -> override.apiCallTimeout(limit(timeout, bytes));
  }
}
