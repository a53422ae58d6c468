package dev.waybill.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real server makes of our forms. */
class PresignedPostTest {
  private static final byte[] FILE = "a small archive".getBytes(UTF_8);

  private static TestStore server;

  private final JobKeys keys = new JobKeys(UUID.randomUUID().toString());
  private final String bucket = server.config().inputBucket();
  private final ObjectRef upload = ObjectRef.of(bucket, keys.upload("my file+ü.zip"));

  @BeforeAll
  static void start() throws IOException {
    server = TestStore.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private PresignedPost form(Instant signedAt) {
    return server
        .store()
        .presignPost(
            new PostPolicy(
                bucket,
                upload.key(),
                false,
                "application/zip",
                1,
                1_000,
                Duration.ofMinutes(10),
                true),
            signedAt);
  }

  private int send(SequencedMap<String, String> fields, byte[] file) throws Exception {
    return TestForms.post(form(Instant.now()).url(), fields, file);
  }

  private boolean stored() {
    return server.store().head(upload).isPresent();
  }

  @Test
  void a_form_uploads_exactly_its_file() throws Exception {
    assertThat(send(form(Instant.now()).fields(), FILE)).isEqualTo(204);

    assertThat(server.store().read(upload)).hasBinaryContent(FILE);
  }

  @ParameterizedTest
  @CsvSource({
    "key, jobs/another/file.zip",
    "Content-Type, text/html",
    "x-amz-date, 20300101T000000Z",
    "x-amz-signature, 0000000000000000000000000000000000000000000000000000000000000000",
    "x-amz-credential, nobody/20260101/us-east-1/s3/aws4_request",
    "acl, public-read",
  })
  void a_form_with_a_changed_or_added_field_is_refused(String field, String value)
      throws Exception {
    LinkedHashMap<String, String> fields = new LinkedHashMap<>(form(Instant.now()).fields());
    fields.put(field, value);

    assertThat(send(fields, FILE)).isBetween(400, 403);
    assertThat(stored()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "1000, true", "1001, false"})
  void a_file_has_to_be_of_an_allowed_size(int bytes, boolean allowed) throws Exception {
    int status = send(form(Instant.now()).fields(), new byte[bytes]);

    assertThat(status < 300).isEqualTo(allowed);
    assertThat(stored()).isEqualTo(allowed);
  }

  @Test
  void a_form_that_ran_out_is_refused() throws Exception {
    PresignedPost old = form(Instant.now().minus(Duration.ofMinutes(11)));

    assertThat(send(old.fields(), FILE)).isBetween(400, 403);
    assertThat(stored()).isFalse();
  }

  @Test
  void a_policy_that_was_tampered_with_is_refused() throws Exception {
    LinkedHashMap<String, String> fields = new LinkedHashMap<>(form(Instant.now()).fields());
    String policy = new String(Base64.getDecoder().decode(fields.get("policy")), UTF_8);
    String wider = policy.replace("1000", "9000");
    fields.put("policy", Base64.getEncoder().encodeToString(wider.getBytes(UTF_8)));

    assertThat(wider).isNotEqualTo(policy);
    assertThat(send(fields, new byte[2_000])).isEqualTo(403);
    assertThat(stored()).isFalse();
  }

  @Test
  void a_form_is_of_its_own_bucket_alone() throws Exception {
    Map<String, String> fields = form(Instant.now()).fields();
    String other = server.config().outputBucket();
    String url = form(Instant.now()).url().toString().replace(bucket, other);

    assertThat(TestForms.post(URI.create(url), fields, FILE)).isBetween(400, 403);
    assertThat(server.store().head(ObjectRef.of(other, upload.key()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "jobs/x/out/7/1/log.txt, true",
    "jobs/x/out/7, false",
    "jobs/x/out/70/1/log.txt, false",
    "jobs/y/out/7/1/log.txt, false",
  })
  void a_form_of_a_prefix_takes_keys_below_it_alone(String key, boolean taken) throws Exception {
    PostPolicy policy =
        new PostPolicy(bucket, "jobs/x/out/7/", true, null, 0, 99, Duration.ofHours(1), false);
    PresignedPost form = server.store().presignPost(policy, Instant.now());
    LinkedHashMap<String, String> fields = new LinkedHashMap<>();
    fields.put("key", key);
    fields.put("Content-Type", "text/plain");
    fields.putAll(form.fields());

    assertThat(TestForms.post(form.url(), fields, FILE) < 300).isEqualTo(taken);
    assertThat(server.store().head(ObjectRef.of(bucket, key)).isPresent()).isEqualTo(taken);
  }
}
