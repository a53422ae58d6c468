package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The files of a {@link Scene}, with their attempts. */
final class SceneFiles {
  private final List<FileProgress> files = new ArrayList<>();

  private SceneFiles() {}

  /**
   * @param states as {@link Scene#of} takes them
   */
  static SceneFiles of(String states) {
    SceneFiles scene = new SceneFiles();
    for (int index = 0; index < states.length(); index++) {
      FileState state = FileState.of(states.charAt(index));
      scene.files.add(new FileProgress(entry(index, null), state, attempts(index, state), null));
    }
    return scene;
  }

  private static FileEntry entry(int index, String refusal) {
    return new FileEntry(index, "f" + index, 0, 1, 1, 0, 0, refusal);
  }

  private static List<Attempt> attempts(int index, FileState state) {
    return switch (state) {
      case IN_PROGRESS -> List.of(attempt(index, 1, AttemptKind.RUNNING));
      case COMPLETED -> List.of(attempt(index, 1, AttemptKind.SUCCEEDED));
      case FAILED -> List.of(attempt(index, 1, AttemptKind.FAILED));
      case QUEUED, ABORTED -> List.of();
    };
  }

  List<FileProgress> all() {
    return files;
  }

  Attempt last(int index) {
    return files.get(index).attempts().getLast();
  }

  void refused(int index, String reason) {
    files.set(index, new FileProgress(entry(index, reason), FileState.QUEUED, List.of(), null));
  }

  void history(int index, String kinds, Duration ago) {
    FileProgress file = files.get(index);
    List<Attempt> all =
        IntStream.range(0, kinds.length())
            .mapToObj(
                at ->
                    new Attempt(
                        index,
                        at + 1,
                        AttemptKind.of(kinds.charAt(at)),
                        null,
                        null,
                        kinds.charAt(at) == 'R' ? null : Scene.NOW.minus(ago),
                        null,
                        null,
                        ""))
            .toList();
    files.set(index, new FileProgress(file.entry(), file.state(), all, file.note()));
  }

  void started(int index, Duration ago) {
    FileProgress file = files.get(index);
    Attempt was = file.attempts().getLast();
    files.set(
        index,
        file.latest(
            new Attempt(
                index,
                was.number(),
                AttemptKind.RUNNING,
                null,
                Scene.NOW.minus(ago),
                null,
                "p",
                "n",
                "")));
  }

  /** Its first attempt has worked, for no time at all. */
  void ended(int index, AttemptKind kind, Integer exitCode, Duration ago, String reason) {
    Instant then = Scene.NOW.minus(ago);
    FileProgress file = files.get(index);
    Attempt attempt = new Attempt(index, 1, kind, exitCode, then, then, "p", "n", reason);
    files.set(index, new FileProgress(file.entry(), file.state(), List.of(attempt), file.note()));
  }

  private static Attempt attempt(int index, int number, AttemptKind kind) {
    boolean running = kind == AttemptKind.RUNNING;
    return new Attempt(index, number, kind, null, null, running ? null : Scene.NOW, null, null, "");
  }
}
