package dev.waybill.operator.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kubernetes warns of in the jobs' namespace: a full quota, an admission rule, a missing
 * ServiceAccount or a silent node show up in events and nowhere else. Of each object the last
 * warning is kept, for an hour as in the API server, and of so many objects only. Thread-safe.
 */
public final class Warnings implements AutoCloseable {
  /**
   * @param reason in CamelCase
   * @param message as the cluster wrote it
   * @param at when it happened last
   */
  public record Warning(String uid, String reason, String message, Instant at) {}

  private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);
  private static final Duration LIFE = Duration.ofHours(1);
  private static final long PAGE = 500;

  private final int capacity;
  private final Clock clock;
  private final Map<String, Warning> last = new LinkedHashMap<>();
  private final List<Consumer<ObjectReference>> listeners = new CopyOnWriteArrayList<>();
  private volatile SharedIndexInformer<Event> informer;

  /**
   * @param capacity objects whose warnings are kept; the longest silent are forgotten first
   */
  public Warnings(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  /** Begins to listen; where that is not permitted, goes on trying, and nothing is known. */
  public void watch(KubernetesClient client, String namespace) {
    informer =
        client
            .v1()
            .events()
            .inNamespace(namespace)
            .withField("type", Events.Type.Warning.name())
            .withLimit(PAGE)
            .runnableInformer(0)
            .itemStore(new NothingStore<>())
            .exceptionHandler(Warnings::goOn)
            .addEventHandler(new Listener());
    informer.start();
  }

  /** Told of every object of which there is news. */
  public void listen(Consumer<ObjectReference> listener) {
    listeners.add(listener);
  }

  /**
   * @param uid null where it does not matter: the name says enough
   */
  public Optional<Warning> of(String kind, String name, String uid) {
    Instant oldest = clock.instant().minus(LIFE);
    synchronized (last) {
      return Optional.ofNullable(last.get(kind + "/" + name))
          .filter(warning -> uid == null || uid.equals(warning.uid()))
          .filter(warning -> !warning.at().isBefore(oldest));
    }
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.stop();
    }
  }

  void heard(Event event) {
    ObjectReference about = event.getInvolvedObject();
    if (about == null || about.getKind() == null || about.getName() == null) {
      return;
    }
    Warning next = new Warning(about.getUid(), event.getReason(), event.getMessage(), time(event));
    if (take(about.getKind() + "/" + about.getName(), next)) {
      listeners.forEach(listener -> listener.accept(about));
    }
  }

  /** Whether it says something new. */
  private boolean take(String key, Warning next) {
    synchronized (last) {
      Warning before = last.get(key);
      if (before != null && next.at().isBefore(before.at())) {
        return false;
      }
      last.remove(key);
      last.put(key, next);
      if (last.size() > capacity) {
        last.remove(last.keySet().iterator().next());
      }
      return before == null || !sameWords(before, next);
    }
  }

  /**
   * Of the last time that it happened; reporters of different ages write it to different places.
   */
  private Instant time(Event event) {
    return Stream.of(
            event.getSeries() == null ? null : time(event.getSeries().getLastObservedTime()),
            event.getLastTimestamp(),
            time(event.getEventTime()),
            event.getMetadata().getCreationTimestamp())
        .filter(Objects::nonNull)
        .map(Warnings::parse)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElseGet(clock::instant);
  }

  private static String time(MicroTime time) {
    return time == null ? null : time.getTime();
  }

  private static Instant parse(String time) {
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean sameWords(Warning one, Warning other) {
    return String.valueOf(one.reason()).equals(other.reason())
        && String.valueOf(one.message()).equals(other.message());
  }

  private static boolean goOn(boolean started, Throwable trouble) {
    LOG.warn("events cannot be watched: {}", trouble.getMessage());
    return true;
  }

  private final class Listener implements ResourceEventHandler<Event> {
    @Override
    public void onAdd(Event event) {
      heard(event);
    }

    @Override
    public void onUpdate(Event before, Event event) {
      heard(event);
    }

    @Override
    public void onDelete(Event event, boolean unknown) {
      // events go by age; what they told stays until it is old
    }
  }
}
