package dev.waybill.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.ContentHandler;

class EndlessDocumentsTest {
  @TempDir Path folder;

  @Test
  void a_document_without_end_fails_when_its_time_is_over() {
    CountDownLatch never = new CountDownLatch(1);
    Extractor extractor = extractor(Duration.ofMillis(200), in -> uncheckedAwait(never));

    Unprocessable e =
        catchThrowableOfType(
            Unprocessable.class, () -> Extracted.of(extractor, folder, "a", new byte[] {1}));

    assertThat(e).hasMessage("processing took longer than 200 ms");
    assertThat(e.processSpent()).isTrue();
  }

  @Test
  void a_parser_that_hears_no_interruption_is_left_behind() {
    CountDownLatch over = new CountDownLatch(1);
    Extractor extractor = extractor(Duration.ofMillis(200), in -> deafAwait(over));

    assertThatThrownBy(() -> Extracted.of(extractor, folder, "a", new byte[] {1}))
        .isInstanceOf(Unprocessable.class)
        .hasMessage("processing took longer than 200 ms");
    over.countDown();
  }

  @Test
  void memory_running_out_is_not_taken_for_a_damaged_document() {
    Extractor extractor =
        extractor(
            Duration.ofMinutes(1),
            in -> {
              throw new OutOfMemoryError("Java heap space");
            });

    assertThatThrownBy(() -> Extracted.of(extractor, folder, "a", new byte[] {1}))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void nesting_that_overflows_the_stack_is_a_reason() {
    Extractor extractor =
        extractor(
            Duration.ofMinutes(1),
            in -> {
              throw new StackOverflowError();
            });

    assertThatThrownBy(() -> Extracted.of(extractor, folder, "a", new byte[] {1}))
        .isInstanceOf(Unprocessable.class)
        .hasMessage("the document is nested too deeply");
  }

  private static Extractor extractor(Duration timeout, Consumer<InputStream> work) {
    return new Extractor(new ScriptedParser(work), new ExtractLimits(timeout, 1L << 20, 10, 10));
  }

  private static void uncheckedAwait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void deafAwait(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // A parser in a loop of its own does not hear it either.
      }
    }
  }

  private record ScriptedParser(Consumer<InputStream> work) implements Parser {
    private static final long serialVersionUID = 1L;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
      return Set.of(MediaType.OCTET_STREAM);
    }

    @Override
    public void parse(
        InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context) {
      work.accept(stream);
    }
  }
}
