package dev.waybill.storage;

/**
 * Which of the ciphers of TLS a process prefers as a client: ChaCha20-Poly1305. For those that run
 * the JVM's C1 alone, operator and worker: it has no use for what processors know of AES, and takes
 * six times as long with it. Servers go by it that leave the choice to their clients, as most
 * stores do. None is left out that the platform has. (Kubernetes' own client goes by Netty's order:
 * kubernetes-client, issue 7181.)
 */
public final class CipherOrder {
  private static final String KEY = "jdk.tls.client.cipherSuites";

  /** The platform's own (Java 25), those of ChaCha20 first of their kind. */
  private static final String ALL =
      """
      TLS_CHACHA20_POLY1305_SHA256
      TLS_AES_256_GCM_SHA384
      TLS_AES_128_GCM_SHA256
      TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
      TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
      TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
      TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
      TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
      TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
      TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256
      TLS_DHE_RSA_WITH_AES_256_GCM_SHA384
      TLS_DHE_DSS_WITH_AES_256_GCM_SHA384
      TLS_DHE_RSA_WITH_AES_128_GCM_SHA256
      TLS_DHE_DSS_WITH_AES_128_GCM_SHA256
      TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384
      TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384
      TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256
      TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256
      TLS_DHE_RSA_WITH_AES_256_CBC_SHA256
      TLS_DHE_DSS_WITH_AES_256_CBC_SHA256
      TLS_DHE_RSA_WITH_AES_128_CBC_SHA256
      TLS_DHE_DSS_WITH_AES_128_CBC_SHA256
      TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
      TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
      TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
      TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
      TLS_DHE_RSA_WITH_AES_256_CBC_SHA
      TLS_DHE_DSS_WITH_AES_256_CBC_SHA
      TLS_DHE_RSA_WITH_AES_128_CBC_SHA
      TLS_DHE_DSS_WITH_AES_128_CBC_SHA
      TLS_EMPTY_RENEGOTIATION_INFO_SCSV
      """;

  private CipherOrder() {}

  /**
   * Before anything of TLS is made: the platform reads it once. Whoever has set the platform's
   * property, {@value #KEY}, has an order of their own.
   */
  public static void prefer() {
    if (System.getProperty(KEY) == null) {
      System.setProperty(KEY, String.join(",", ALL.lines().toList()));
    }
  }
}
