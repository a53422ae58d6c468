package dev.waybill.local.cli;

import dev.waybill.local.Trouble;
import dev.waybill.local.client.Http;
import dev.waybill.local.client.TokenSource;
import dev.waybill.local.data.Credentials;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.data.FolderLock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code waybill token}. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "Prints one access token of the running `waybill up`, and nothing else; good for an hour.",
      "",
      "  curl -H \"Authorization: Bearer $(./waybill token)\" http://127.0.0.1:8080/jobs"
    })
final class TokenCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Map<String, String> env;

  @Mixin private DataOption data;

  TokenCommand(Terminal terminal, Map<String, String> env) {
    this.terminal = terminal;
    this.env = env;
  }

  @Override
  public Integer call() throws IOException {
    DataFolder folder = data.open(env);
    if (!FolderLock.taken(folder) || !Files.exists(folder.api())) {
      throw nothingRuns(folder);
    }
    URI api = URI.create(Files.readString(folder.api()).strip());
    try (Http http = new Http()) {
      Credentials credentials = Credentials.of(folder);
      terminal.out().println(new TokenSource(http, api, credentials, Clock.systemUTC()).token());
      return ExitCode.DONE;
    } catch (ConnectException e) {
      throw nothingRuns(folder);
    }
  }

  private static Trouble nothingRuns(DataFolder folder) {
    return new Trouble(
        "no API runs on the data folder " + folder.root() + "; start one with ./waybill up");
  }
}
