package dev.waybill.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobKeysTest {
  private static final JobKeys KEYS = new JobKeys("6f1e-0a");

  static Stream<String> prefixes() {
    return Stream.of(
        KEYS.prefix(), KEYS.outputs(), KEYS.file(12), KEYS.attempt(12, 3), KEYS.data(12, 3));
  }

  @ParameterizedTest
  @MethodSource("prefixes")
  void a_prefix_of_the_layout_is_one_jobs(String prefix) {
    assertThat(JobKeys.isPrefix(prefix)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "jobs/",
        "jobs",
        "jobs//",
        "jobs/6f1e-0a",
        "jobs/../",
        "jobs/A/",
        "adopted/",
        "jobs/6f1e-0a/out",
        "jobs/6f1e-0a/out/1",
        "jobs/6f1e-0a/other/"
      })
  void any_other_prefix_is_not(String prefix) {
    assertThat(JobKeys.isPrefix(prefix)).isFalse();
  }

  static Stream<String> keys() {
    return Stream.of(
        KEYS.upload("a b.zip"), KEYS.adopted(), KEYS.manifest(), KEYS.results(), KEYS.done(1, 2));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void a_key_of_the_layout_is_ours(String key) {
    assertThat(JobKeys.isKey(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "archive.zip", "jobs/6f1e-0a/", "adopted/6f1e-0a", "adopted/a/b.zip"})
  void any_other_key_is_not(String key) {
    assertThat(JobKeys.isKey(key)).isFalse();
  }
}
