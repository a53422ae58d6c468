package dev.waybill.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.data.DataFolder;
import dev.waybill.local.data.Places;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackSettings;
import dev.waybill.s3.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack on a store that is not its own. */
class OwnStoreSystemTest {
  private static final String INPUT = "acme-in";

  @TempDir Path temp;

  @Test
  void a_store_of_ones_own_is_used_with_its_buckets_from_start_to_start() throws IOException {
    DataFolder folder = DataFolder.open(temp.resolve("data"));
    try (EmbeddedS3 store =
        EmbeddedS3.start(
            new EmbeddedS3.Settings(
                temp.resolve("s3"), 0, "id", "secret", 1 << 20, List.of(INPUT, "acme-out")))) {
      String endpoint = store.endpoint().toString();
      for (int start = 1; start <= 2; start++) {
        try (Stack stack = Stack.start(settings(folder, endpoint))) {
          assertThat(stack.inputBucket()).isEqualTo(INPUT);
          assertThat(Places.last(folder).store()).isEqualTo(endpoint);
          assertThat(Places.last(folder).s3()).isZero();
        }
      }
    }
  }

  private static StackSettings settings(DataFolder folder, String endpoint) {
    var env =
        Map.of(
            "AWS_ENDPOINT_URL_S3",
            endpoint,
            "AWS_ACCESS_KEY_ID",
            "id",
            "AWS_SECRET_ACCESS_KEY",
            "secret",
            "WAYBILL_STORE_INPUT_BUCKET",
            INPUT,
            "WAYBILL_STORE_OUTPUT_BUCKET",
            "acme-out");
    return new StackSettings(folder, 0, 0, Optional.empty(), env);
  }
}
