package dev.waybill.kubernetes;

import dev.waybill.kubernetes.tls.ServerIdentity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;

/** What a client needs to know to reach the API. */
final class Kubeconfig {
  private Kubeconfig() {}

  static String text(URI address, ServerIdentity identity) {
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: embedded
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: embedded
          user:
            token: %s
        contexts:
        - name: embedded
          context:
            cluster: embedded
            user: embedded
            namespace: default
        current-context: embedded
        """
        .formatted(address, authority(identity), identity.token());
  }

  private static String authority(ServerIdentity identity) {
    try {
      Base64.Encoder mime = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
      String body = mime.encodeToString(identity.certificate().getEncoded());
      String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
      return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
