package dev.waybill.local.data;

import dev.waybill.local.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Everything that a laptop keeps; only its owner may look inside.
 *
 * <pre>
 * lock          held by the process that uses the folder; its text is that process's id
 * api           the address of the running API, while one runs
 * kubeconfig    for kubectl
 * ports.json    the ports that were used last, tried first at the next start
 * credentials.json  client id and secret of the API
 * secrets/      random, made at the first start: keys of the store, of tokens, of ids
 * kubernetes/   the embedded Kubernetes API's objects
 * s3/           the embedded S3's buckets
 * pods/         the pods' logs
 * runs/         archives whose jobs `run` has begun, one file each
 * waybill.log   what gateway, operator and the embedded parts have to say
 * </pre>
 */
public record DataFolder(Path root) {

  /** Where the data lies unless told: {@code ${XDG_DATA_HOME:-~/.local/share}/waybill}. */
  public static Path usual(Map<String, String> env) {
    String xdg = env.get("XDG_DATA_HOME");
    return xdg != null && Path.of(xdg).isAbsolute()
        ? Path.of(xdg, "waybill")
        : Path.of(System.getProperty("user.home"), ".local", "share", "waybill");
  }

  /**
   * Makes the folder where it is not there.
   *
   * @throws Trouble where it cannot be written
   */
  public static DataFolder open(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    try {
      PrivateFiles.makeFolder(absolute);
      Files.delete(Files.createTempFile(absolute, "probe", null));
      return new DataFolder(absolute);
    } catch (IOException e) {
      throw new Trouble("the data folder " + absolute + " cannot be written", e);
    }
  }

  public Path lock() {
    return root.resolve("lock");
  }

  public Path api() {
    return root.resolve("api");
  }

  public Path kubeconfig() {
    return root.resolve("kubeconfig");
  }

  public Path ports() {
    return root.resolve("ports.json");
  }

  public Path credentials() {
    return root.resolve("credentials.json");
  }

  public Path secrets() {
    return root.resolve("secrets");
  }

  public Path kubernetes() {
    return root.resolve("kubernetes");
  }

  public Path s3() {
    return root.resolve("s3");
  }

  public Path pods() {
    return root.resolve("pods");
  }

  public Path runs() {
    return root.resolve("runs");
  }

  public Path log() {
    return root.resolve("waybill.log");
  }
}
