package dev.waybill.helm.cluster;

import dev.waybill.local.data.ArchiveFile;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.run.ArchiveRun;
import dev.waybill.local.run.Outcome;
import dev.waybill.local.run.Progress;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The same product on embedded parts. */
final class Laptop {
  private Laptop() {}

  /** What {@code ./waybill run} leaves for an archive. */
  static Path results(Path archive, Path folder) throws Exception {
    DataFolder data = DataFolder.open(folder.resolve("laptop"));
    StackSettings settings = new StackSettings(data, 0, 0, Optional.empty(), Map.of());
    try (Stack stack = Stack.start(settings)) {
      Outcome outcome =
          new ArchiveRun(stack, data, ArchiveFile.of(archive), new Silent())
              .finish(folder.resolve("laptop-results.zip"));
      return outcome.output().orElseThrow();
    }
  }

  private static final class Silent implements Progress {
    @Override
    public void step(String text) {}

    @Override
    public void total(int files) {}

    @Override
    public void ended(String file, String status) {}

    @Override
    public void close() {}
  }
}
