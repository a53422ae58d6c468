package dev.waybill.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each in a JVM of its own: the platform reads the order once. */
class CipherOrderTest {
  private static final int SECONDS = 60;

  @TempDir Path folder;

  /** Prints what a client offers, in its order. */
  static final class Offer {
    public static void main(String[] args) throws NoSuchAlgorithmException {
      if (args.length > 0) {
        CipherOrder.prefer();
      }
      System.out.println(
          String.join("\n", SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites()));
    }
  }

  @Test
  void a_client_offers_all_that_the_platform_would_and_ChaCha20_first() throws Exception {
    List<String> offer = offer(List.of(), "preferred");
    assertThat(offer).containsExactlyInAnyOrderElementsOf(offer(List.of()));
    assertThat(offer.getFirst()).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    assertThat(offer.stream().filter(suite -> suite.contains("_ECDHE_RSA_")).findFirst())
        .hasValue("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
  }

  @Test
  void whoever_has_an_order_of_their_own_keeps_it() throws Exception {
    String own = "-Djdk.tls.client.cipherSuites=TLS_AES_256_GCM_SHA384,TLS_AES_128_GCM_SHA256";
    assertThat(offer(List.of(own), "preferred"))
        .containsExactly("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");
  }

  private List<String> offer(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        Stream.of(
                List.of(java),
                options,
                List.of("-cp", System.getProperty("java.class.path"), Offer.class.getName()),
                List.of(arguments))
            .flatMap(List::stream)
            .toList();
    Path output = Files.createTempFile(folder, "offer", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.redirectError(folder.resolve("errors.txt").toFile()).environment().clear();
    Process process = builder.start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(output);
  }
}
