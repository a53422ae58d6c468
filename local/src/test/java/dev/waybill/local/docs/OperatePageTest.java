package dev.waybill.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/operate.md} has every reason, event and metric that the code knows. */
class OperatePageTest {
  private static final Pattern EVENT = Pattern.compile("tell\\(\\s*[\\w.]+,\\s*\"(\\w+)\"");
  private static final Pattern TWO_WORDS = Pattern.compile("\"([A-Z][a-z]+(?:[A-Z][A-Za-z]*)+)\"");
  private static final Pattern METER =
      Pattern.compile("(?:counter|timer|gauge|[bB]uilder)\\(\\s*\"(waybill[\\w.]+)\"");
  private static final Pattern REFUSAL =
      Pattern.compile("new (?:ArchiveRefused|EntryDamaged)\\(\\s*\"([^\"]+)\"");
  private static final Pattern MESSAGE =
      Pattern.compile("String [A-Z_]+ = \"([a-z]+(?: [a-z]+)+)\";");

  /** Written into manifests, or on the way to a start: nobody is told them as a reason. */
  private static final Set<String> WORDS_OF_MANIFESTS =
      Set.of(
          "AlreadyExists",
          "ContainerCreating",
          "DisruptionTarget",
          "FailJob",
          "FallbackToLogsOnError",
          "IfNotPresent",
          "NotIn",
          "NotYet",
          "PodFailurePolicy",
          "PodInitializing",
          "PodScheduled",
          "RuntimeDefault");

  private static final String PAGE = Sources.page("operate.md").replaceAll("\\s+", " ");

  @Test
  void every_event_has_its_row() {
    assertThat(Sources.all(EVENT, "operator"))
        .contains("Finished", "DataLeft")
        .allSatisfy(event -> assertThat(PAGE).contains("| `" + event + "` |"));
  }

  @Test
  void every_reason_of_one_word_is_explained() {
    Set<String> reasons = Sources.all(TWO_WORDS, "operator");
    reasons.removeAll(WORDS_OF_MANIFESTS);

    assertThat(reasons)
        .contains("FailedCreate", "DeadlineExceeded")
        .allSatisfy(reason -> assertThat(PAGE).contains("`" + reason + "`"));
  }

  @Test
  void every_metric_has_its_row() {
    Set<String> metrics =
        Sources.all(METER, "operator", "api-gateway").stream()
            .map(name -> name.replace('.', '_'))
            .collect(Collectors.toSet());

    assertThat(metrics)
        .contains("waybill_jobs", "waybill_gateway_requests")
        .allSatisfy(name -> assertThat(PAGE).contains("| `" + name));
  }

  @Test
  void every_refusal_of_an_archive_or_an_entry_is_there() {
    assertThat(Sources.all(REFUSAL, "storage"))
        .hasSizeGreaterThan(10)
        .allSatisfy(refusal -> assertThat(PAGE).contains("`" + refusal.strip()));
  }

  @Test
  void every_fixed_message_of_a_job_is_there() {
    assertThat(Sources.all(MESSAGE, "operator"))
        .contains("upload expired", "archive not found")
        .filteredOn(message -> !message.equals("assembling the results"))
        .allSatisfy(message -> assertThat(PAGE).contains("`" + message));
  }
}
