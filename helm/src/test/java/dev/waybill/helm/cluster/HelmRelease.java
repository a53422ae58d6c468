package dev.waybill.helm.cluster;

import com.marcnuri.helm.Helm;
import dev.waybill.helm.Chart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A release of the chart on a real cluster. Each call waits until what it did is ready.
 *
 * @param kubeconfig of somebody who may do anything
 */
public record HelmRelease(String name, String namespace, Path kubeconfig) {
  private static final int TIMEOUT_SECONDS = 300;

  /**
   * @param values files of values, later ones over earlier ones, as YAML
   * @return what Helm says next
   */
  public String install(String... values) {
    var command =
        new Helm(Chart.PATH)
            .install()
            .withName(name)
            .withNamespace(namespace)
            .withKubeConfig(kubeconfig)
            .waitReady()
            .withTimeout(TIMEOUT_SECONDS);
    List<Path> files = files(values);
    try {
      files.forEach(command::withValuesFile);
      return command.call().getOutput();
    } finally {
      delete(files);
    }
  }

  /** With the values given, and no others. */
  public void upgrade(String... values) {
    var command =
        new Helm(Chart.PATH)
            .upgrade()
            .withName(name)
            .withNamespace(namespace)
            .withKubeConfig(kubeconfig)
            .resetValues()
            .waitReady()
            .withTimeout(TIMEOUT_SECONDS);
    List<Path> files = files(values);
    try {
      files.forEach(command::withValuesFile);
      command.call();
    } finally {
      delete(files);
    }
  }

  /** Nothing where there is no such release. */
  public void uninstall() {
    Helm.uninstall(name)
        .withNamespace(namespace)
        .withKubeConfig(kubeconfig)
        .ignoreNotFound()
        .call();
  }

  private static List<Path> files(String... values) {
    return List.of(values).stream().map(HelmRelease::file).toList();
  }

  private static Path file(String values) {
    try {
      return Files.writeString(Files.createTempFile("values", ".yaml"), values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
