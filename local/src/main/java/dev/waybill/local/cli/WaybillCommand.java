package dev.waybill.local.cli;

import dev.waybill.local.Trouble;
import dev.waybill.storage.text.DisplayText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command with its subcommands. */
@Command(
    name = "waybill",
    mixinStandardHelpOptions = true,
    version = "waybill 0.1.0",
    description = {
      "Batch file processing: hand it a zip archive, get one result per document.",
      "Everything it needs, an object store and a small Kubernetes API, is started inside."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "waybill COMMAND --help tells more of each."})
public final class WaybillCommand {
  private WaybillCommand() {}

  /**
   * Runs one command line.
   *
   * @return the exit code
   */
  public static int execute(Terminal terminal, Map<String, String> env, String... args) {
    CommandLine line = new CommandLine(new WaybillCommand());
    line.addSubcommand(new RunCommand(terminal, env));
    line.addSubcommand(new UpCommand(terminal, env));
    line.addSubcommand(new TokenCommand(terminal, env));
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((e, given) -> usage(e));
    line.setExecutionExceptionHandler((e, where, result) -> failed(e, terminal));
    return args.length == 0 ? bare(line) : line.execute(args);
  }

  private static int bare(CommandLine line) {
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }

  private static int usage(ParameterException e) {
    CommandLine line = e.getCommandLine();
    String name = line.getCommandSpec().qualifiedName();
    line.getErr().println(name + ": " + e.getMessage() + " (" + name + " --help tells more)");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, Terminal terminal) {
    if (Interruption.happened()) {
      return ExitCode.FAILED;
    }
    Logs.failed(e);
    String why = e instanceof Trouble ? e.getMessage() : words(e);
    terminal.err().println("waybill: " + why);
    return ExitCode.FAILED;
  }

  private static String words(Exception e) {
    String what = e instanceof IOException ? "reading or writing failed" : "something went wrong";
    return what
        + ": "
        + DisplayText.of(e.toString(), 300)
        + "; the data folder's waybill.log has the rest";
  }
}
