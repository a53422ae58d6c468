package dev.waybill.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.data.ArchiveFile;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.run.ArchiveRun;
import dev.waybill.local.run.Outcome;
import dev.waybill.local.run.Progress;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waybill run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Processes every document of a zip archive and writes the results into one zip file:",
      "<document>/text.txt, metadata.json and sections/1/result.json of each that completed,",
      "and manifest.json with what became of all.",
      "",
      "Ctrl-C ends it; the same command goes on with the same archive where it was ended.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every document completed",
      "1:none did, or the job failed",
      "2:wrong usage",
      "3:some documents completed, and some did not",
      "130:ended by Ctrl-C"
    })
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Map<String, String> env;

  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Parameters(paramLabel = "ARCHIVE", description = "The zip archive.")
  private Path archive;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "results.zip",
      description =
          "Where the results go; a file that is there is replaced once they are whole. Unless told: ${DEFAULT-VALUE}")
  private Path output;

  @Option(
      names = "--json",
      description =
          "Prints one JSON document at the end, the API's last answer about the job with the path of the results"
              + " (member output), and all else on standard error.")
  private boolean json;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Documents processed at once. Unless told: as many as suit this machine.")
  private Integer parallelism;

  RunCommand(Terminal terminal, Map<String, String> env) {
    this.terminal = terminal;
    this.env = env;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    ArchiveFile file = ArchiveFile.of(archive);
    DataFolder folder = data.open(env);
    int atOnce = parallelism == null ? 0 : parallelism;
    StackSettings settings = new StackSettings(folder, 0, atOnce, Optional.empty(), env);
    try (Stack stack = Stack.start(settings);
        Interruption _ = new Interruption(() -> interrupted(stack))) {
      Outcome outcome = finish(stack, folder, file);
      report(outcome);
      return ExitCode.of(outcome.status());
    }
  }

  private Outcome finish(Stack stack, DataFolder folder, ArchiveFile file)
      throws IOException, InterruptedException {
    try (Progress progress = progress()) {
      return new ArchiveRun(stack, folder, file, progress).finish(output);
    }
  }

  private void check() {
    if (!Files.isRegularFile(archive) || !Files.isReadable(archive)) {
      throw wrong(archive + " is not a file that can be read");
    }
    if (!archive.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      throw wrong(archive + " is not called .zip");
    }
    if (parallelism != null && (parallelism < 1 || parallelism > 64)) {
      throw wrong("--parallelism must be 1 to 64");
    }
    Path folder = output.toAbsolutePath().getParent();
    if (Files.isDirectory(output) || folder == null || !Files.isWritable(folder)) {
      throw wrong("--output: " + output + " is not a file that can be written");
    }
    if (sameFile()) {
      throw wrong("--output: " + output + " is the archive itself");
    }
  }

  private boolean sameFile() {
    try {
      return Files.exists(output) && Files.isSameFile(output, archive);
    } catch (IOException e) {
      return false;
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private Progress progress() {
    return terminal.interactive()
        ? new BarProgress(terminal.err())
        : new LineProgress(json ? terminal.err() : terminal.out());
  }

  private void interrupted(Stack stack) {
    terminal.err().println("\nended; the same command goes on from here");
    stack.close();
  }

  private void report(Outcome outcome) {
    if (json) {
      terminal.out().println(outcome.json());
      return;
    }
    JsonNode files = outcome.job().path("files");
    long completed = Report.count(files, "COMPLETED");
    Report.table(outcome.incomplete()).forEach(terminal.out()::println);
    terminal
        .out()
        .printf("%s: %d of %d documents completed%n", outcome.status(), completed, files.size());
    outcome.error().ifPresent(error -> terminal.out().println("reason: " + error));
    outcome.output().ifPresent(path -> terminal.out().println("results: " + path));
  }
}
