package dev.waybill.local.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images that commands of {@code docs/install.md} build or load are those that pods name. */
class DocumentedImagesTest {
  private static final Path CHART = Path.of("..", "helm", "waybill", "values.yaml");
  private static final Pattern COMMANDS = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
  private static final Pattern IMAGE =
      Pattern.compile(
          "^(?:docker build .*-t|docker push|kind load docker-image) (\\S+)", Pattern.MULTILINE);
  private static final Pattern REGISTRY = Pattern.compile("\\bregistry: ([\\w./:-]+)");
  private static final Pattern TAG = Pattern.compile("\\btag: ([\\w.-]+)");

  /** Commands say what they were to do, and do nothing. */
  private static final String STUBS =
      "for name in docker kind; do eval \"$name() { echo $name \\\"\\$@\\\"; }\"; done\n"
          + "command_not_found_handle() { :; }\n";

  @ParameterizedTest
  @ValueSource(strings = {"## Images", "### kind"})
  void the_values_beside_the_commands_make_the_same_names(String heading) throws Exception {
    String section = section(heading);
    String registry = first(REGISTRY, section);
    String tag = first(TAG, section);

    assertThat(named(section))
        .isEqualTo(
            repositories().stream()
                .map(repository -> registry + "/" + repository + ":" + tag)
                .collect(Collectors.toSet()));
  }

  private static String section(String heading) {
    String page = Sources.page("install.md");
    return page.split("\n" + heading + "\n", 2)[1].split("\n##+ ", 2)[0];
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  private static Set<String> named(String section) throws IOException, InterruptedException {
    Set<String> images = new TreeSet<>();
    for (Matcher block = COMMANDS.matcher(section); block.find(); ) {
      IMAGE.matcher(said(block.group(1))).results().forEach(hit -> images.add(hit.group(1)));
    }
    return images;
  }

  private static String said(String commands) throws IOException, InterruptedException {
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", STUBS + commands);
    bash.environment().put("PATH", "/dev/null");
    Process process = bash.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static Set<String> repositories() throws IOException {
    Map<?, ?> values = Serialization.unmarshal(Files.readString(CHART), Map.class);
    return ((Map<?, ?>) values.get("image"))
        .values().stream()
            .filter(image -> image instanceof Map<?, ?>)
            .map(image -> (String) ((Map<?, ?>) image).get("repository"))
            .collect(Collectors.toCollection(TreeSet::new));
  }
}
