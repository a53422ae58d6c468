package dev.waybill.local.cli;

import dev.waybill.local.data.DataFolder;
import dev.waybill.local.data.PrivateFiles;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waybill up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the API and all behind it, and keeps it running until Ctrl-C.",
      "It goes on with the jobs of the last start, however that one was ended.",
      "",
      "An S3 of your own takes the place of the one inside where AWS_ENDPOINT_URL_S3,",
      "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set; the buckets waybill-input and",
      "waybill-output have to be there (WAYBILL_STORE_INPUT_BUCKET, _OUTPUT_BUCKET name others).",
      ""
    })
final class UpCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  private final Terminal terminal;
  private final Map<String, String> env;

  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The API's port; 0 takes any free one. Unless told: ${DEFAULT-VALUE}")
  private int port;

  UpCommand(Terminal terminal, Map<String, String> env) {
    this.terminal = terminal;
    this.env = env;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(spec.commandLine(), "--port must be 0 to " + MAX_PORT);
    }
    DataFolder folder = data.open(env);
    StackSettings settings = new StackSettings(folder, port, 0, samples(), env);
    try (Stack stack = Stack.start(settings);
        Interruption _ = new Interruption(() -> end(stack, folder))) {
      byte[] address = stack.api().toString().getBytes(StandardCharsets.UTF_8);
      PrivateFiles.write(folder.api(), address);
      greet(stack, folder);
      new CountDownLatch(1).await();
    }
    return ExitCode.DONE;
  }

  /** The start script says where the project lies. */
  private static Optional<Path> samples() {
    return Optional.ofNullable(System.getProperty("waybill.home"))
        .map(home -> Path.of(home, "samples"))
        .filter(Files::isDirectory);
  }

  private static void end(Stack stack, DataFolder folder) {
    try {
      Files.deleteIfExists(folder.api());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      stack.close();
    }
  }

  private void greet(Stack stack, DataFolder folder) {
    terminal
        .out()
        .printf(
            """
            API          %s
            credentials  %s (client id and secret)
            token        ./waybill token%s
            kubeconfig   %s
            log          %s
            Ctrl-C ends it; the next start goes on where this one was ended.
            """,
            stack.api(),
            folder.credentials(),
            data.again(folder),
            folder.kubeconfig(),
            folder.log());
    terminal.out().flush();
  }
}
