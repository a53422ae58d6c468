package dev.waybill.storage.grant;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * TLS that trusts nobody, for clients that speak none: the machine's certificates, which they would
 * read and parse for nothing, are a good part of a short process's start.
 */
final class NoTrust {
  private NoTrust() {}

  static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }
}
