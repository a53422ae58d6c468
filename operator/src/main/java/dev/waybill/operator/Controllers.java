package dev.waybill.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.time.InstantSource;

/** Registers controllers with the settings that no resource can be stranded under. */
public final class Controllers {
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  /** So many are read at once at a start: all in one answer would be in memory twice. */
  public static final long PAGE = 500;

  /** From a job's creation to its first Jobs there are three steps. */
  private static final int AT_ONCE = 3;

  private final io.javaoperatorsdk.operator.Operator operator;
  private final OperatorConfig config;

  Controllers(io.javaoperatorsdk.operator.Operator operator, OperatorConfig config) {
    this.operator = operator;
    this.config = config;
  }

  /**
   * @param finalizer of a reconciler that is a Cleaner, else null
   * @param updates which changes of the primary resource wake the reconciler
   */
  public <P extends HasMetadata> void add(
      Reconciler<P> reconciler, String finalizer, OnUpdateFilter<P> updates) {
    operator.register(
        reconciler,
        settings -> {
          settings
              .settingNamespace(config.namespace())
              .withGenerationAware(false)
              .withOnUpdateFilter(updates)
              .withInformerListLimit(PAGE)
              .withRetry(unlimited())
              .withRateLimiter(
                  new ReconcileRate(config.reconcileInterval(), AT_ONCE, InstantSource.system()))
              .withReconciliationMaxInterval(LONGEST_SILENCE);
          if (finalizer != null) {
            settings.withFinalizer(finalizer);
          }
        });
  }

  private static GenericRetry unlimited() {
    return new GenericRetry()
        .setInitialInterval(FIRST_RETRY)
        .setIntervalMultiplier(2)
        .setMaxInterval(LONGEST_RETRY.toMillis())
        .withoutMaxAttempts();
  }
}
