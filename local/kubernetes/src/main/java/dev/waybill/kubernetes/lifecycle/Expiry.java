package dev.waybill.kubernetes.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.Metadata;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When an object goes by itself: a Job some time after its end, an event after an hour. */
final class Expiry {
  /** As long as Kubernetes keeps events unless it is told otherwise. */
  private static final Duration EVENTS = Duration.ofHours(1);

  private static final List<String> ENDS = List.of("Complete", "Failed");

  private Expiry() {}

  /** The time at which an object of a resource goes; empty: never, as it is now. */
  static Optional<Instant> of(String resource, ObjectNode object) {
    return switch (resource) {
      case "batch/jobs" -> job(object);
      case "/events" -> seen(object).map(time -> time.plus(EVENTS));
      default -> Optional.empty();
    };
  }

  private static Optional<Instant> job(JsonNode job) {
    JsonNode seconds = job.path("spec").path("ttlSecondsAfterFinished");
    if (!seconds.isIntegralNumber() || Metadata.deleting(job)) {
      return Optional.empty();
    }
    for (JsonNode condition : job.path("status").path("conditions")) {
      boolean ended = ENDS.contains(Json.text(condition, "type"));
      if (ended && Json.text(condition, "status").equals("True")) {
        return time(condition, "lastTransitionTime").map(end -> end.plusSeconds(seconds.asLong()));
      }
    }
    return Optional.empty();
  }

  // Whatever its reporter says of its age, one that was just written is new.
  private static Optional<Instant> seen(JsonNode event) {
    return Stream.of(
            time(event.path("metadata"), "creationTimestamp"),
            time(event, "lastTimestamp"),
            time(event, "eventTime"),
            time(event.path("series"), "lastObservedTime"))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  private static Optional<Instant> time(JsonNode node, String member) {
    try {
      return Optional.of(OffsetDateTime.parse(Json.text(node, member)).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
