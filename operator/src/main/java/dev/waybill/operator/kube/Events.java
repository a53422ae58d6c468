package dev.waybill.operator.kube;

import dev.waybill.storage.text.DisplayText;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that {@code kubectl describe} shows. The same words about the same object are one Event,
 * over restarts too: its name is made of them. Sent after the status write that they tell of; one
 * that cannot be sent is logged and lost, for nothing depends on it.
 */
public final class Events {
  /** What kind of news it is, in Kubernetes' words. */
  public enum Type {
    Normal,
    Warning
  }

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final String REPORTER = "waybill-operator";

  /** Enough to keep what repeats itself off the wire; the API server would refuse it too. */
  private static final int REMEMBERED = 10_000;

  /** Where it is still so: the API server forgets an event after an hour, unless told otherwise. */
  private static final Duration AGAIN = Duration.ofMinutes(65);

  private final KubernetesClient client;
  private final Clock clock;

  /** When each was sent, by its name. */
  private final Map<String, Instant> sent =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
              return size() > REMEMBERED;
            }
          });

  public Events(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * @param reason one CamelCase word for programs
   * @param note a sentence for people; may hold text from outside
   */
  public void send(HasMetadata about, Type type, String reason, String note) {
    Event event = event(about, type, reason, DisplayText.of(note));
    String name = event.getMetadata().getName();
    Instant now = clock.instant();
    Instant last = sent.putIfAbsent(name, now);
    if (last != null && (now.isBefore(last.plus(AGAIN)) || !sent.replace(name, last, now))) {
      return;
    }
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        sent.remove(name, now);
        LOG.warn("event {} of {} not sent: {}", reason, about.getMetadata().getName(), e.getCode());
      }
    }
  }

  private Event event(HasMetadata about, Type type, String reason, String note) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    var meta = about.getMetadata();
    return new EventBuilder()
        .withNewMetadata()
        .withName(meta.getName() + "." + fingerprint(meta.getUid() + reason + note))
        .withNamespace(meta.getNamespace())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withName(meta.getName())
        .withNamespace(meta.getNamespace())
        .withUid(meta.getUid())
        .endInvolvedObject()
        .withType(type.name())
        .withReason(reason)
        .withMessage(note)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .withReportingComponent(REPORTER)
        .withReportingInstance(REPORTER)
        .withNewSource()
        .withComponent(REPORTER)
        .endSource()
        .build();
  }

  private static String fingerprint(String words) {
    return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "")
        .substring(0, 16);
  }
}
