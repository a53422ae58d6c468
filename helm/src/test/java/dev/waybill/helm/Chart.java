package dev.waybill.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/** The chart, rendered without a cluster. */
public final class Chart {
  /** Where it lies, seen from its module. */
  public static final Path PATH = Path.of("waybill").toAbsolutePath();

  static final String RELEASE = "wb";
  static final String NAMESPACE = "freight";
  static final String JOBS = "freight-jobs";

  /** What the chart cannot do without. */
  public static final String LEAST =
      """
      store: {inputBucket: documents-in, outputBucket: documents-out}
      """;

  private Chart() {}

  /**
   * @param values files of values, later ones over earlier ones, as YAML
   */
  public static Rendered render(String... values) {
    return renderAs(RELEASE, values);
  }

  /**
   * @param release its name
   */
  static Rendered renderAs(String release, String... values) {
    return inCopy(
        copy -> {
          // The library renders no hooks: here the word is another one.
          Path hook = copy.resolve("templates/init/_hook.tpl");
          Files.writeString(hook, Files.readString(hook).replace("helm.sh/", Rendered.HOOK));
          return Rendered.of(template(release, copy, copy.getParent(), values));
        });
  }

  /** With these values as its own: lint has no others. */
  static LintResult lint(String values) {
    return inCopy(
        copy -> {
          Path own = copy.resolve("values.yaml");
          Map<String, Object> merged = Values.merged(Files.readString(own), values);
          Files.writeString(own, Serialization.asYaml(merged));
          return new Helm(copy).lint().strict().call();
        });
  }

  private static String template(String release, Path chart, Path folder, String... values)
      throws IOException {
    var command =
        new Helm(chart)
            .template()
            .withName(release)
            .withNamespace(NAMESPACE)
            .withKubeVersion("1.36.0");
    for (int i = 0; i < values.length; i++) {
      command.withValuesFile(Files.writeString(folder.resolve("values-" + i + ".yaml"), values[i]));
    }
    return command.call();
  }

  private interface Use<T> {
    T of(Path copy) throws IOException;
  }

  private static <T> T inCopy(Use<T> use) {
    try {
      Path folder = Files.createTempDirectory("chart");
      try {
        Path copy = folder.resolve("waybill");
        copy(PATH, copy);
        return use.of(copy);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
