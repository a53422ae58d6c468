package dev.waybill.worker;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;

/**
 * Opens no {@link URL} but files of this machine's class path: whatever a document names, no parser
 * fetches it. It also spares a short process the search of every jar for handlers of {@code http},
 * which the platform's ciphers ask for.
 */
final class NoUrls implements URLStreamHandlerFactory {
  @Override
  public URLStreamHandler createURLStreamHandler(String protocol) {
    return protocol.equals("jar") ? null : new Refusal();
  }

  private static final class Refusal extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      throw new IOException("a worker opens no URL");
    }
  }
}
