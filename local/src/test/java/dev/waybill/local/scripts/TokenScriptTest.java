package dev.waybill.local.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.local.data.Credentials;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackSettings;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code get_api_token.sh} with a real kubectl, Kubernetes API, gateway and curl. */
class TokenScriptTest {
  private static final String SECRET = "s: \"3\\cr+et% ü";

  @TempDir static Path temp;
  private static Stack stack;
  private static Map<String, String> env;

  @BeforeAll
  static void start() {
    assumeTrue(onPath("kubectl") && onPath("curl"), "kubectl or curl is not on the PATH");
    DataFolder folder = DataFolder.open(temp.resolve("data"));
    stack = Stack.start(new StackSettings(folder, 0, 0, Optional.empty(), Map.of()));
    env =
        Map.of(
            "KUBECONFIG", folder.kubeconfig().toAbsolutePath().toString(),
            "WAYBILL_URL", stack.api().toString());
    Release.install(stack.client(), "letters", Credentials.of(folder));
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void prints_a_token_that_the_gateway_takes_and_nothing_else() throws Exception {
    ScriptRun run = run("letters", "--namespace", Release.NAMESPACE);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\n");
    HttpRequest jobs =
        HttpRequest.newBuilder(stack.api().resolve("/jobs"))
            .header("Authorization", "Bearer " + run.out().strip())
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(jobs, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void the_namespace_is_the_current_context_s_unless_told() throws Exception {
    assertThat(run("letters").exitCode()).isZero();
  }

  @Test
  void an_outside_issuer_is_asked_for_the_release_s_scopes_with_the_secret_as_it_is()
      throws Exception {
    try (Issuer issuer = Issuer.answering(200, "{ \"access_token\" : \"abc.def-_~+/=\" }")) {
      install("outside", SECRET, issuer.url());

      ScriptRun run = run("outside");

      assertThat(run).isEqualTo(new ScriptRun(0, "abc.def-_~+/=\n", ""));
      assertThat(credentials(issuer.authorization())).containsExactly("a client", SECRET);
      assertThat(issuer.form().split("&"))
          .contains("grant_type=client_credentials")
          .anySatisfy(pair -> assertThat(decoded(pair)).isEqualTo("scope=jobs/read jobs/write"));
    }
  }

  @Test
  void a_line_end_that_an_editor_left_in_the_secret_is_not_sent() throws Exception {
    try (Issuer issuer = Issuer.answering(200, "{\"access_token\":\"abc\"}")) {
      install("edited", SECRET + "\r\n", issuer.url());

      assertThat(run("edited").out()).isEqualTo("abc\n");
      assertThat(credentials(issuer.authorization())).containsExactly("a client", SECRET);
    }
  }

  @Test
  void no_process_has_the_secret_on_its_command_line() throws Exception {
    try (Issuer issuer = Issuer.answering(200, "{\"access_token\":\"abc\"}")) {
      install("watched", "plain-secret-4711", issuer.url());

      assertThat(run("watched").exitCode()).isZero();
      assertThat(issuer.commandLines())
          .anySatisfy(line -> assertThat(line).contains("get_api_token.sh watched"))
          .noneSatisfy(line -> assertThat(line).contains("plain-secret-4711"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "refused  | 401 | {\"error\":\"invalid_client\"}     | answered 401: invalid_client",
        "tokenless| 200 | {\"token_type\":\"Bearer\"}        | has no access_token",
        "strange  | 200 | {\"access_token\":\"a b\\u001b\"}  | has no access_token",
        "page     | 302 | <html>                             | answered 302",
      })
  void what_is_no_token_is_a_failure_that_says_so(
      String release, int status, String answer, String message) throws Exception {
    try (Issuer issuer = Issuer.answering(status, answer)) {
      install(release, SECRET, issuer.url());

      ScriptRun run = run(release);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).hasLineCount(1).contains(issuer.url(), message).doesNotContain(SECRET);
    }
  }

  @Test
  void a_wrong_secret_is_refused_by_the_gateway_and_not_shown() throws Exception {
    Release.install(stack.client(), "wrong", "waybill", "not-the-secret", Map.of());

    ScriptRun run = run("wrong");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("401", "invalid_client").doesNotContain("not-the-secret");
  }

  @Test
  void a_gateway_that_is_not_there_is_named() throws Exception {
    ScriptRun run =
        ScriptRun.of(
            temp,
            Map.of("KUBECONFIG", env.get("KUBECONFIG"), "WAYBILL_URL", "http://127.0.0.1:1"),
            "get_api_token.sh",
            "letters");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no answer from http://127.0.0.1:1/oauth2/token");
  }

  @Test
  void a_release_that_is_not_there_is_named() throws Exception {
    ScriptRun run = run("nothing", "--namespace", "elsewhere");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no release nothing of Waybill in elsewhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upper", "-a", "a-", "a_b", "a;b", "a,b", "a b", "../a", "a\nb"})
  void what_cannot_be_a_release_s_name_is_refused(String name) throws Exception {
    ScriptRun run = run(name);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1);
  }

  @Test
  void a_client_s_secret_may_have_dots_in_its_name() throws Exception {
    String name = "mailroom.acme.example";
    try (Issuer issuer = Issuer.answering(200, "{\"access_token\":\"abc\"}")) {
      Release.install(
          stack.client(),
          "dotted",
          "a client",
          SECRET,
          Map.of(
              "issuer", "https://issuer.example", "tokenUrl", issuer.url(), "clientSecret", name));

      assertThat(run("dotted").out()).isEqualTo("abc\n");
      assertThat(run("dotted", "--secret", name).out()).isEqualTo("abc\n");
      assertThat(credentials(issuer.authorization())).containsExactly("a client", SECRET);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upper", ".a", "a.", "a..b", "a-.b", "a.-b", "a/b", "a b", "a\nb"})
  void what_cannot_be_a_secret_s_name_is_refused(String name) throws Exception {
    ScriptRun run = run("letters", "--secret", name);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains("the Secret's name");
  }

  @Test
  void without_a_release_the_usage_is_shown_and_with_help_it_is_the_answer() throws Exception {
    ScriptRun bare = run();
    ScriptRun help = run("--help");

    assertThat(bare.exitCode()).isEqualTo(1);
    assertThat(bare.out()).isEmpty();
    assertThat(help).isEqualTo(new ScriptRun(0, bare.err(), ""));
    assertThat(help.out()).startsWith("usage: scripts/get_api_token.sh RELEASE");
  }

  private static void install(String release, String secret, String tokenUrl) {
    Release.install(
        stack.client(),
        release,
        "a client",
        secret,
        Map.of(
            "issuer", "https://issuer.example",
            "tokenUrl", tokenUrl,
            "scopes", "jobs/read jobs/write"));
  }

  private static List<String> credentials(String authorization) {
    String pair =
        new String(
            Base64.getDecoder().decode(authorization.substring("Basic ".length())),
            StandardCharsets.UTF_8);
    return Arrays.stream(pair.split(":")).map(TokenScriptTest::decoded).toList();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static ScriptRun run(String... args) throws IOException, InterruptedException {
    return ScriptRun.of(temp, env, "get_api_token.sh", args);
  }

  private static boolean onPath(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Path.of(folder, tool).toFile().canExecute());
  }
}
