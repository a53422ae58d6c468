package dev.waybill.storage.grant;

import dev.waybill.storage.grant.GrantedStore.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.commons.io.input.ProxyInputStream;

/** A content on its way to the store, and what of its own was in the way last. */
final class Source {
  private final long size;
  private final Content content;
  private volatile IOException trouble;

  /**
   * @param size what it has beyond that is left out
   */
  Source(long size, Content content) {
    this.size = size;
    this.content = content;
  }

  BodyPublisher publisher() {
    return size == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::opened), size);
  }

  /**
   * @throws IOException where it has fewer bytes, or could not be read: no store could help that
   */
  void requireWhole() throws IOException {
    if (trouble != null) {
      throw trouble;
    }
  }

  /** Null, which fails the request, where it cannot be opened. */
  private InputStream opened() {
    trouble = null;
    try {
      return new Watched(
          BoundedInputStream.builder()
              .setInputStream(content.open())
              .setMaxCount(size)
              .setPropagateClose(true)
              .get());
    } catch (IOException e) {
      trouble = e;
      return null;
    }
  }

  private final class Watched extends ProxyInputStream {
    private long left = size;

    private Watched(InputStream in) {
      super(in);
    }

    @Override
    protected void afterRead(int count) {
      if (count != IOUtils.EOF) {
        left -= count;
      } else if (left > 0) {
        trouble = new EOFException("%d of %d bytes are missing".formatted(left, size));
      }
    }

    @Override
    protected void handleIOException(IOException e) throws IOException {
      trouble = e;
      throw e;
    }
  }
}
