package dev.waybill.local.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the code says, as text: for pages that must not lag behind it. */
final class Sources {
  private Sources() {}

  /** The first group of every match in the modules' own code. */
  static Set<String> all(Pattern pattern, String... modules) {
    Set<String> found = new TreeSet<>();
    for (String module : modules) {
      files(Path.of("..", module, "src", "main", "java"), ".java")
          .forEach(
              file ->
                  pattern.matcher(read(file)).results().forEach(hit -> found.add(hit.group(1))));
    }
    return found;
  }

  /** Names of all classes with tests. */
  static Set<String> tests() {
    Set<String> names = new TreeSet<>();
    files(Path.of(".."), "Test.java")
        .forEach(file -> names.add(file.getFileName().toString().replace(".java", "")));
    return names;
  }

  static String page(String name) {
    return read(Path.of("..", "docs", name));
  }

  private static Stream<Path> files(Path folder, String end) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
