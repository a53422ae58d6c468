package dev.waybill.worker.document;

import dev.waybill.worker.Environment;
import dev.waybill.worker.WrongUse;
import dev.waybill.worker.attempt.Attempt;
import dev.waybill.worker.extract.ExtractLimits;
import java.time.Duration;
import java.util.Map;

/**
 * One attempt at one document.
 *
 * @param maxFileBytes a larger file is not fetched
 */
public record DocumentTask(Attempt attempt, long maxFileBytes, ExtractLimits limits) {
  private static final long MAX_FILE_BYTES = 2L << 30;

  /**
   * From the variables of an {@link Attempt}; the limits from {@code
   * WAYBILL_WORKER_TIMEOUT_SECONDS} (300), {@code WAYBILL_WORKER_MAX_FILE_BYTES} (2 GiB), {@code
   * WAYBILL_WORKER_MAX_TEXT_BYTES} (10 MiB), {@code WAYBILL_WORKER_MAX_EMBEDDED} (1000), {@code
   * WAYBILL_WORKER_MAX_EMBEDDED_DEPTH} (8).
   */
  public static DocumentTask fromEnv(Map<String, String> variables) throws WrongUse {
    Environment env = new Environment(variables);
    Attempt attempt = Attempt.fromEnv(env);
    return new DocumentTask(
        attempt,
        env.positive("WAYBILL_WORKER_MAX_FILE_BYTES", MAX_FILE_BYTES, Long.MAX_VALUE),
        limits(env).withTextAtMost(attempt.grant().maxBytes()));
  }

  private static ExtractLimits limits(Environment env) throws WrongUse {
    ExtractLimits preset = ExtractLimits.DEFAULT;
    long seconds =
        env.positive("WAYBILL_WORKER_TIMEOUT_SECONDS", preset.timeout().toSeconds(), 1L << 30);
    return new ExtractLimits(
        Duration.ofSeconds(seconds),
        env.positive("WAYBILL_WORKER_MAX_TEXT_BYTES", preset.maxTextBytes(), 1L << 40),
        (int) env.positive("WAYBILL_WORKER_MAX_EMBEDDED", preset.maxEmbedded(), 1 << 20),
        (int) env.positive("WAYBILL_WORKER_MAX_EMBEDDED_DEPTH", preset.maxEmbeddedDepth(), 100));
  }
}
