package dev.waybill.local.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A kubectl whose port-forwards last until they are killed, and forward nothing. */
final class StubKubectl {
  private static final String SCRIPT =
      """
      #!/usr/bin/env bash
      here=$(dirname "$0")
      case " $* " in
        *" get configmaps "*) cat "$here/info" ;;
        *" port-forward "*)
          ports=${*: -1}
          if [[ -e $here/refuse ]]; then
            cat "$here/refuse" >&2
            echo "$$ $*" >>"$here/refused"
            exit 1
          fi
          echo "Forwarding from 127.0.0.1:${ports%:*} -> ${ports#*:}"
          echo "$$ $*" >>"$here/started"
          exec sleep 600
          ;;
        *) exit 64 ;;
      esac
      """;

  private final Path folder;

  private StubKubectl(Path folder) {
    this.folder = folder;
  }

  /**
   * @param info lines {@code key=value}: what the release says of itself
   */
  static StubKubectl in(Path folder, String... info) throws IOException {
    Path kubectl = folder.resolve("kubectl");
    Files.writeString(kubectl, SCRIPT);
    kubectl.toFile().setExecutable(true);
    String release = "name=letters-info\ngatewayService=letters-gateway\ngatewayPort=80\n";
    Files.writeString(folder.resolve("info"), release + String.join("\n", info) + "\n");
    return new StubKubectl(folder);
  }

  /** In front of the PATH. */
  String path() {
    return folder + ":" + System.getenv("PATH");
  }

  /** From now on a port-forward ends at once, with these words. */
  void refuse(String words) throws IOException {
    Files.writeString(folder.resolve("refuse"), words + "\n");
  }

  void refuseNoMore() throws IOException {
    Files.delete(folder.resolve("refuse"));
  }

  /** The port-forwards so far, those that were refused left out: their arguments. */
  List<String> started() throws IOException {
    return lines("started").map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }

  /** How often one was refused. */
  long refused() throws IOException {
    return lines("refused").count();
  }

  /** The processes of all port-forwards that still run. */
  List<ProcessHandle> running() throws IOException {
    return lines("started")
        .map(line -> ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' ')))))
        .flatMap(Optional::stream)
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** The same, of whatever stub works in a folder. */
  static List<ProcessHandle> runningIn(Path folder) throws IOException {
    return new StubKubectl(folder).running();
  }

  private Stream<String> lines(String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.exists(path) ? Files.readString(path).lines() : Stream.of();
  }
}
