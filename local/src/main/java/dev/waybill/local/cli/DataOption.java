package dev.waybill.local.cli;

import dev.waybill.local.data.DataFolder;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code --data}, the same for every command. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "The data folder: jobs, archives, results, keys. One command at a time uses it.",
        "Unless told: $${XDG_DATA_HOME:-~/.local/share}/waybill"
      })
  private Path data;

  /** As it has to be said again to name the same folder; empty where it was not said. */
  String again(DataFolder folder) {
    return data == null ? "" : " --data " + quoted(folder.root().toString());
  }

  /** For a shell. */
  private static String quoted(String path) {
    return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  DataFolder open(Map<String, String> env) {
    DataFolder folder = DataFolder.open(data == null ? DataFolder.usual(env) : data);
    Logs.into(folder.log());
    return folder;
  }
}
