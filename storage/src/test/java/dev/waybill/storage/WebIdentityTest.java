package dev.waybill.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.storage.StoreException.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebIdentityTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final PostPolicy POLICY =
      new PostPolicy("inbox", "jobs/x/a.zip", false, "application/zip", 1, 9, DAY, true);

  @TempDir Path folder;
  private SecurityTokens tokens;

  @BeforeEach
  void start() throws Exception {
    tokens = SecurityTokens.start(folder);
    assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null, "keys of the environment come first");
  }

  @AfterEach
  void stop() {
    tokens.close();
  }

  private static String policy(PresignedPost form) {
    return new String(Base64.getDecoder().decode(form.fields().get("policy")), UTF_8);
  }

  @Test
  void a_form_is_signed_with_the_credentials_that_the_identity_is_given() {
    try (ObjectStore store = tokens.store()) {
      PresignedPost form = store.presignPost(POLICY, Instant.now());

      assertThat(tokens.presented()).containsExactly("web-identity-1");
      assertThat(form.fields().get("x-amz-credential")).startsWith("KEY1/");
      assertThat(form.fields()).containsEntry("x-amz-security-token", "session1");
      assertThat(policy(form)).contains("{\"x-amz-security-token\":\"session1\"}");
    }
  }

  @Test
  void nothing_signed_outlives_them() {
    try (ObjectStore store = tokens.store()) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      PresignedPost form = store.presignPost(POLICY, now);
      URI url = store.presignGet(ObjectRef.of("outbox", "jobs/x/results.zip"), DAY, true, null);

      assertThat(form.expiresAt()).isEqualTo(tokens.lastEnd());
      assertThat(policy(form)).contains("\"expiration\":\"" + tokens.lastEnd() + "\"");
      assertThat(end(url)).isAfter(now).isBeforeOrEqualTo(tokens.lastEnd());
      assertThat(url.toString()).contains("X-Amz-Security-Token=session1");
    }
  }

  private static Instant end(URI url) {
    String date = url.toString().replaceFirst(".*X-Amz-Date=([0-9TZ]+).*", "$1");
    String life = url.toString().replaceFirst(".*X-Amz-Expires=([0-9]+).*", "$1");
    return LocalDateTime.parse(date, DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"))
        .toInstant(ZoneOffset.UTC)
        .plusSeconds(Long.parseLong(life));
  }

  @Test
  void they_are_asked_for_once_while_they_last_and_again_before_they_end() throws Exception {
    try (ObjectStore store = tokens.store()) {
      store.presignPost(POLICY, Instant.now());
      store.presignPost(POLICY, Instant.now());
      assertThat(tokens.presented()).hasSize(1);
    }
    tokens.live(Duration.ofSeconds(50));
    try (ObjectStore store = tokens.store()) {
      PresignedPost first = store.presignPost(POLICY, Instant.now());
      tokens.rotate("web-identity-2");
      tokens.live(Duration.ofHours(1));
      PresignedPost second = store.presignPost(POLICY, Instant.now());

      assertThat(second.expiresAt()).isAfter(first.expiresAt()).isEqualTo(tokens.lastEnd());
      assertThat(second.fields()).containsEntry("x-amz-security-token", "session3");
      assertThat(tokens.presented().getLast()).isEqualTo("web-identity-2");
    }
  }

  @Test
  void a_session_is_asked_for_as_long_as_the_setting_says() {
    try (ObjectStore hour = tokens.store();
        ObjectStore longest = tokens.store(Duration.ofHours(12))) {
      hour.presignPost(POLICY, Instant.now());
      longest.presignPost(POLICY, Instant.now());

      assertThat(tokens.durations()).containsExactly("3600", "43200");
    }
  }

  @Test
  void nothing_is_signed_with_one_of_which_less_than_a_third_is_left() {
    tokens.live(Duration.ofMinutes(19));
    try (ObjectStore store = tokens.store()) {
      store.presignPost(POLICY, Instant.now());
      tokens.live(Duration.ofHours(1));

      PresignedPost form = store.presignPost(POLICY, Instant.now());

      assertThat(form.fields()).containsEntry("x-amz-security-token", "session2");
      assertThat(form.expiresAt()).isEqualTo(tokens.lastEnd());
    }
  }

  @Test
  void an_identity_that_is_refused_signs_nothing_and_is_not_told() {
    tokens.live(Duration.ZERO);
    try (ObjectStore store = tokens.store()) {
      ObjectRef results = ObjectRef.of("outbox", "jobs/x/results.zip");
      assertRefused(() -> store.presignPost(POLICY, Instant.now()));
      assertRefused(() -> store.presignGet(results, DAY, true, null));
      assertRefused(() -> store.head(results));
    }
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
        .hasMessageContaining("403 AccessDenied")
        .hasMessageNotContaining("web-identity");
  }
}
