package dev.waybill.local.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code samples/gitops}. */
final class GitOpsSamples {
  private static final Path FOLDER = Path.of("..", "samples", "gitops");
  private static final ObjectMapper JSON = new ObjectMapper();

  private GitOpsSamples() {}

  static List<Path> manifests() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents of one file. */
  static List<JsonNode> read(String file) {
    return read(FOLDER.resolve(file));
  }

  static List<JsonNode> read(Path file) {
    try {
      return Stream.of(Files.readString(file).split("(?m)^---$"))
          .map(text -> JSON.<JsonNode>valueToTree(Serialization.unmarshal(text, Object.class)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
