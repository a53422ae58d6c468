package dev.waybill.crds;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rewrites watch events to ASCII, with JSON's own escapes. The client (7.5.2, {@code
 * WatchHTTPManager}) decodes each chunk by itself and takes the decoder's whole array: one
 * character beyond ASCII leaves NULs behind the event, and ends the watch for good.
 */
final class AsciiWatches implements Interceptor {
  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> next, HttpRequest request) {
    String query = request.uri().getRawQuery();
    return query != null && query.contains("watch=true") ? new Escaper(next) : next;
  }

  /** Of one watch; its chunks may end within a character. */
  static final class Escaper implements AsyncBody.Consumer<List<ByteBuffer>> {
    private static final int LONGEST_CHARACTER = 4;
    private static final int LAST_ASCII = 0x7f;

    private final AsyncBody.Consumer<List<ByteBuffer>> next;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer begun = ByteBuffer.allocate(0);

    Escaper(AsyncBody.Consumer<List<ByteBuffer>> next) {
      this.next = next;
    }

    @Override
    public void consume(List<ByteBuffer> chunks, AsyncBody body) throws Exception {
      next.consume(chunks.stream().map(this::escaped).toList(), body);
    }

    private ByteBuffer escaped(ByteBuffer chunk) {
      ByteBuffer bytes = ByteBuffer.allocate(begun.remaining() + chunk.remaining());
      bytes.put(begun).put(chunk).flip();
      CharBuffer characters = CharBuffer.allocate(bytes.remaining() + LONGEST_CHARACTER);
      decoder.decode(bytes, characters, false);
      begun = bytes;
      StringBuilder ascii = new StringBuilder(characters.position());
      characters.flip().chars().forEach(c -> append(ascii, c));
      return ByteBuffer.wrap(ascii.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void append(StringBuilder ascii, int character) {
      if (character <= LAST_ASCII) {
        ascii.append((char) character);
      } else {
        ascii.append("\\u%04x".formatted(character));
      }
    }
  }
}
