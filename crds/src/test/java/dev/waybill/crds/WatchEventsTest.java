package dev.waybill.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchEventsTest {
  private static final String NAME = "Zöllanmeldung 船荷証券 🚢.pdf";

  private static final String EVENT =
      """
      {"type":"MODIFIED","object":{"kind":"Job","apiVersion":"batch/v1",
      "metadata":{"name":"a","managedFields":[{"fieldsV1":{"f:spec":{}}}],"labels":{"template":"kept"}},
      "spec":{"suspend":true,"template":{"spec":{"containers":[{"name":"c"}]}}},
      "status":{"ready":1,"message":"%s","template":1.10}}}"""
          .replace("\n", "")
          .formatted(NAME);

  private final StringBuilder seen = new StringBuilder();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000, 100_000})
  void events_keep_their_text_in_ascii_wherever_their_chunks_are_cut(int chunk) throws Exception {
    pass(TokenFilter.INCLUDE_ALL, chunk, EVENT + "\n" + EVENT + "\n{\"type\":\"half");

    assertThat(seen.toString()).matches("[\\p{ASCII}]+");
    assertThat(seen.toString().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(json(line)).isEqualTo(json(EVENT)));
  }

  @Test
  void what_nobody_reads_of_an_object_is_left_out_and_the_rest_is_kept() throws Exception {
    pass(Unread.LEFT_OUT, 7, EVENT + "\n");

    assertThat(json(seen.toString()))
        .isEqualTo(
            json(
                """
                {"type":"MODIFIED","object":{"kind":"Job","apiVersion":"batch/v1",
                "metadata":{"name":"a","labels":{"template":"kept"}},"spec":{"suspend":true},
                "status":{"ready":1,"message":"%s","template":1.10}}}"""
                    .formatted(NAME)));
  }

  @Test
  void an_object_with_nothing_else_is_empty_and_an_empty_one_stays_so() throws Exception {
    pass(
        Unread.LEFT_OUT,
        50,
        """
        {"object":{"metadata":{"managedFields":[{}]},"spec":{"template":{"spec":{}}},"status":{"uncountedTerminatedPods":{},"conditions":[]}}}
        {"object":{"metadata":{},"spec":{},"items":[]},"other":{}}
        """);

    assertThat(seen.toString())
        .isEqualTo(
            """
            {"object":{"metadata":{},"spec":{},"status":{"uncountedTerminatedPods":{},"conditions":[]}}}
            {"object":{"metadata":{},"spec":{},"items":[]},"other":{}}
            """);
  }

  @Test
  void an_event_without_end_is_not_waited_for() {
    String endless = " ".repeat(17 << 20);

    assertThatThrownBy(() -> pass(TokenFilter.INCLUDE_ALL, 1 << 20, endless))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("16777216 bytes");
  }

  @Test
  void the_same_is_left_out_of_what_is_read_otherwise_but_not_of_what_is_written() {
    KubernetesSerialization lean = new KubernetesSerialization(Unread.mapper(), true);
    Job job =
        new JobBuilder()
            .withNewMetadata()
            .withName("a")
            .addNewManagedField()
            .withManager("m")
            .endManagedField()
            .endMetadata()
            .withNewSpec()
            .withSuspend(true)
            .withNewTemplate()
            .withNewSpec()
            .withRestartPolicy("Never")
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();

    String written = lean.asJson(job);
    Job read = lean.unmarshal(written, Job.class);

    assertThat(written).contains("\"managedFields\"", "\"restartPolicy\"");
    assertThat(read.getMetadata().getName()).isEqualTo("a");
    assertThat(read.getMetadata().getManagedFields()).isEmpty();
    assertThat(read.getMetadata().getAdditionalProperties()).isEmpty();
    assertThat(read.getSpec().getSuspend()).isTrue();
    assertThat(read.getSpec().getTemplate()).isNull();
    assertThat(read.getSpec().getAdditionalProperties()).isEmpty();
  }

  private void pass(TokenFilter what, int chunk, String stream) throws Exception {
    var lines =
        new WatchEvents.Lines(
            (buffers, body) ->
                buffers.forEach(b -> seen.append(StandardCharsets.ISO_8859_1.decode(b))),
            what);
    for (ByteBuffer part : chunks(stream.getBytes(StandardCharsets.UTF_8), chunk)) {
      lines.consume(List.of(part), null);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<ByteBuffer> chunks(byte[] bytes, int size) {
    List<ByteBuffer> chunks = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += size) {
      chunks.add(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)).slice());
    }
    return chunks;
  }
}
