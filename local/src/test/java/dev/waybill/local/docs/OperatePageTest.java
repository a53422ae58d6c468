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

  /** What the steps of a pod say, in whole or behind something. */
  private static final Pattern OF_THE_WORKER =
      Pattern.compile(
          "(?:(?:TaskFailed|Unprocessable|exceeded|failed)\\(\\s*|subject, |reason = "
              + "|(?=\"the (?:document|grant|worker) ))\"([^\"%]+)");

  /** What the operator says of an attempt. */
  private static final Pattern OF_THE_OPERATOR =
      Pattern.compile(
          "(?:lost\\(\\s*\\w+,\\s*|(?=\"(?:OutOfMemoryError|exit code|input|output|too much|timed out"
              + "|disrupted|its (?:Job|pod|slice|grants|node))[^\"]))\"([^\"%]+)");

  private static final Pattern UNUSABLE = Pattern.compile("UnusableSpec\\([^\"]*\"([^\":]+)");

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

  /** Shown while a job goes on, and so no reason for anything. */
  private static final Set<String> ON_THE_WAY =
      Set.of("assembling the results", "expanding the archive");

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
  void every_reason_that_a_worker_gives_is_there() {
    assertThat(Sources.all(OF_THE_WORKER, "worker-image"))
        .contains("the output exceeds a limit: ", "the worker's disk: ", "folders more than ")
        .contains("processing took longer than ", "the document is nested too deeply")
        .allSatisfy(OperatePageTest::isThere);
  }

  @Test
  void every_reason_that_the_operator_gives_for_an_attempt_is_there() {
    assertThat(Sources.all(OF_THE_OPERATOR, "operator"))
        .contains("OutOfMemoryError: Container killed due to memory usage", "too much disk: ")
        .contains("a Job of its name belongs to somebody else", "its Job was suspended")
        .allSatisfy(OperatePageTest::isThere);
  }

  /** As it is, or with what stands behind its colon left out. */
  private static void isThere(String reason) {
    String whole = "`" + reason.replaceFirst(":? *$", "");
    String begin = "`" + reason.replaceFirst(": .*", ": …`");
    assertThat(PAGE)
        .satisfiesAnyOf(
            page -> assertThat(page).contains(whole), page -> assertThat(page).contains(begin));
  }

  @Test
  void every_fault_of_a_spec_that_is_found_late_is_there() {
    assertThat(Sources.all(UNUSABLE, "operator"))
        .contains(" is not a quantity")
        .allSatisfy(fault -> assertThat(PAGE).contains(fault + ": …`"));
  }

  @Test
  void every_fixed_message_of_a_job_is_there() {
    assertThat(Sources.all(MESSAGE, "operator"))
        .contains("upload expired", "archive not found")
        .filteredOn(message -> !ON_THE_WAY.contains(message))
        .allSatisfy(message -> assertThat(PAGE).contains("`" + message));
  }
}
