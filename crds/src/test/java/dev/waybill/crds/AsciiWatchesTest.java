package dev.waybill.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiWatchesTest {
  private static final String NAME = "Zöllanmeldung 船荷証券 🚢.pdf";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000})
  void an_event_keeps_its_text_in_ascii_wherever_its_chunks_are_cut(int chunk) throws Exception {
    byte[] event = ("{\"n\":\"" + NAME + "\"}").getBytes(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    var escaper =
        new AsciiWatches.Escaper(
            (buffers, body) ->
                buffers.forEach(b -> seen.append(StandardCharsets.ISO_8859_1.decode(b))));

    escaper.consume(chunks(event, chunk), null);

    assertThat(seen.toString()).matches("\\p{ASCII}+");
    assertThat(new ObjectMapper().readTree(seen.toString()).path("n").asText()).isEqualTo(NAME);
  }

  private static List<ByteBuffer> chunks(byte[] bytes, int size) {
    List<ByteBuffer> chunks = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += size) {
      chunks.add(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)).slice());
    }
    return chunks;
  }
}
