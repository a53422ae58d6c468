package dev.waybill.storage.grant;

import dev.waybill.storage.StoreException;
import dev.waybill.storage.StoreException.Kind;
import dev.waybill.storage.text.DisplayText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import javax.net.ssl.SSLParameters;

/**
 * The store as a pod with a {@link Grant} sees it: one archive to read, one prefix to write below.
 * Thread-safe. No failure's message holds a URL.
 */
public final class GrantedStore implements AutoCloseable {
  private static final Duration CALL = Duration.ofSeconds(30);

  private final Grant grant;
  private final HttpClient http;
  private final Exchange exchange;

  private GrantedStore(Grant grant, Retry retry) {
    this.grant = grant;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CALL)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (plain(grant)) {
      builder.sslContext(new NoTls()).sslParameters(new SSLParameters());
    }
    this.http = builder.build();
    this.exchange = new Exchange(http, retry);
  }

  private static boolean plain(Grant grant) {
    return grant.readUrl().startsWith("http://") && grant.writeUrl().startsWith("http://");
  }

  public static GrantedStore open(Grant grant) {
    return open(grant, Retry.DEFAULT);
  }

  static GrantedStore open(Grant grant, Retry retry) {
    return new GrantedStore(grant, retry);
  }

  /**
   * The archive's bytes from {@code offset}, at most {@code length}, fewer where it ends before.
   * Fetched in blocks of a few MiB as they are needed, so that a break costs one block and no wait
   * is without an end.
   *
   * @throws StoreException from the stream too; CHANGED where the archive is not the one granted
   */
  public InputStream read(long offset, long length) {
    return new BlockStream(this::block, offset, length);
  }

  private byte[] block(long from, int length) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(grant.readUrl()))
            .header("Range", "bytes=" + from + "-" + (from + length - 1))
            .header("If-Match", grant.readETag())
            .timeout(CALL)
            .build();
    return exchange.fetch("the archive", request, length);
  }

  /**
   * Stores a small object.
   *
   * @param key below the grant's prefix
   * @throws StoreException DENIED where the grant does not allow it or has run out
   */
  public void write(String key, String contentType, byte[] content) {
    send(key, contentType, content.length, BodyPublishers.ofByteArray(content));
  }

  /** Opens a content at its start: more than once, where sending it has to be tried again. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /**
   * Stores {@code size} bytes of a content, streamed; what it has beyond that is left out.
   *
   * @throws IOException where it has fewer or cannot be read
   */
  public void write(String key, String contentType, long size, Content content) throws IOException {
    Source source = new Source(size, content);
    try {
      send(key, contentType, size, source.publisher());
    } catch (StoreException e) {
      source.requireWhole();
      throw e;
    }
  }

  private void send(String key, String contentType, long size, BodyPublisher content) {
    String shown = DisplayText.of(key, 256);
    if (!key.startsWith(grant.writePrefix())) {
      throw new StoreException(Kind.DENIED, shown + " is not below the granted prefix", null);
    }
    if (size > grant.maxBytes()) {
      throw new StoreException(
          Kind.DENIED, shown + " has " + size + " bytes, more than " + grant.maxBytes(), null);
    }
    Form form = Form.of(grant.writeFields(), key, contentType);
    // A body that stalls has to end as well: a MiB a second is the slowest.
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(grant.writeUrl()))
            .header("Content-Type", form.contentType())
            .timeout(CALL.plusSeconds(size >> 20))
            .POST(BodyPublishers.concat(form.head(), content, form.tail()))
            .build();
    exchange.send(shown, request);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
