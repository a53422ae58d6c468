package dev.waybill.crds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The CustomResourceDefinitions as YAML, the same files that the chart installs. */
public final class Crds {
  private Crds() {}

  public static List<String> yaml() {
    return Stream.of("processingjobs", "fileslices").map(Crds::read).toList();
  }

  private static String read(String plural) {
    String name = "/META-INF/waybill/crds/" + plural + "." + Waybill.GROUP + "-v1.yml";
    try (InputStream in = Crds.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
