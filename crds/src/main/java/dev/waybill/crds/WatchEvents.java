package dev.waybill.crds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites the events of watches before the client reads them, character by character:
 *
 * <ul>
 *   <li>to ASCII, with JSON's own escapes. The client (7.5.2, {@code WatchHTTPManager}) decodes
 *       each chunk by itself and takes the decoder's whole array: one character beyond ASCII leaves
 *       NULs behind the event, and ends the watch for good;
 *   <li>without the members that {@link Unread} names, where that is wanted.
 * </ul>
 *
 * @param what is passed on of an event
 */
record WatchEvents(TokenFilter what) implements Interceptor {
  /** Of one event, in bytes: an object in etcd has at most 1.5 MiB. */
  private static final int LONGEST = 16 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> next, HttpRequest request) {
    return watches(request) ? new Lines(next, what) : next;
  }

  static boolean watches(HttpRequest request) {
    String query = request.uri().getRawQuery();
    return query != null && query.contains("watch=true");
  }

  /** The lines of one watch, each an event; its chunks may end anywhere. */
  static final class Lines implements AsyncBody.Consumer<List<ByteBuffer>> {
    private final AsyncBody.Consumer<List<ByteBuffer>> next;
    private final TokenFilter what;
    private final Line line = new Line();

    Lines(AsyncBody.Consumer<List<ByteBuffer>> next, TokenFilter what) {
      this.next = next;
      this.what = what;
    }

    /** Also where no event has become whole: it is the next one who asks for more. */
    @Override
    public void consume(List<ByteBuffer> chunks, AsyncBody body) throws Exception {
      List<ByteBuffer> events = new ArrayList<>();
      for (ByteBuffer chunk : chunks) {
        while (line.take(chunk)) {
          events.add(line.rewritten(what));
        }
      }
      next.consume(events, body);
    }
  }

  private static final class Line extends ByteArrayOutputStream {
    /** Whether the line has ended; the rest of the chunk is the next one's. */
    private boolean take(ByteBuffer chunk) throws IOException {
      int start = chunk.position();
      int end = start;
      while (end < chunk.limit() && chunk.get(end) != '\n') {
        end++;
      }
      if (count + end - start > LONGEST) {
        throw new IOException("an event of more than %d bytes".formatted(LONGEST));
      }
      byte[] part = new byte[end - start];
      chunk.get(part);
      writeBytes(part);
      boolean ended = chunk.hasRemaining();
      if (ended) {
        chunk.get();
      }
      return ended;
    }

    private ByteBuffer rewritten(TokenFilter what) throws IOException {
      ByteArrayOutputStream event = new ByteArrayOutputStream(count);
      try (JsonParser all = JSON.createParser(buf, 0, count);
          JsonParser kept =
              new FilteringParserDelegate(
                  all, what, TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true);
          JsonGenerator out = JSON.createGenerator(event)) {
        while (kept.nextToken() != null) {
          out.copyCurrentEventExact(kept);
        }
      }
      event.write('\n');
      reset();
      return ByteBuffer.wrap(event.toByteArray());
    }
  }
}
