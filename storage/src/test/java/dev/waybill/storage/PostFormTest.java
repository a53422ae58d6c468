package dev.waybill.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class PostFormTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final AwsBasicCredentials KEYS = AwsBasicCredentials.create("AKID", "SECRET");

  /**
   * "Example: Browser-Based Upload using HTTP POST (Using AWS Signature Version 4)", Amazon S3 API
   * reference: as published, CRLF and all.
   */
  private static final String PUBLISHED_POLICY =
      "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7"
          + "ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNl"
          + "ci91c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVk"
          + "aXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBs"
          + "b2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAg"
          + "eyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVu"
          + "Y3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0s"
          + "DQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFz"
          + "dC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYi"
          + "fSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9";

  @Test
  void the_signature_is_the_one_that_aws_publishes() {
    assertThat(
            PolicySignature.of(
                PUBLISHED_POLICY,
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "20151229",
                "us-east-1"))
        .isEqualTo("8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
  }

  private static PostPolicy exact() {
    return new PostPolicy(
        "inbox", "jobs/1/a.zip", false, "application/zip", 1, 100, Duration.ofHours(1), true);
  }

  private static JsonNode policy(Map<String, String> fields) throws Exception {
    return new JsonMapper().readTree(Base64.getDecoder().decode(fields.get("policy")));
  }

  @Test
  void an_exact_form_has_its_fields_in_order_and_a_condition_for_each() throws Exception {
    Map<String, String> fields =
        PostForm.fields(exact(), KEYS, "eu-west-1", NOW, NOW.plusSeconds(3600));

    assertThat(fields.keySet())
        .containsExactly(
            "key",
            "Content-Type",
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "policy",
            "x-amz-signature");
    assertThat(fields).containsEntry("x-amz-credential", "AKID/20260102/eu-west-1/s3/aws4_request");
    assertThat(policy(fields))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"expiration": "2026-01-02T04:04:05Z", "conditions": [
                      {"bucket": "inbox"},
                      {"key": "jobs/1/a.zip"},
                      {"Content-Type": "application/zip"},
                      {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
                      {"x-amz-credential": "AKID/20260102/eu-west-1/s3/aws4_request"},
                      {"x-amz-date": "20260102T030405Z"},
                      ["content-length-range", 1, 100]]}
                    """));
  }

  @Test
  void a_form_of_a_prefix_leaves_key_and_type_to_the_sender() throws Exception {
    PostPolicy prefix =
        new PostPolicy("outbox", "jobs/1/out/7/", true, null, 0, 9, Duration.ofHours(1), false);
    Map<String, String> fields = PostForm.fields(prefix, KEYS, "eu-west-1", NOW, NOW);

    assertThat(fields).doesNotContainKeys("key", "Content-Type", "x-amz-security-token");
    List<String> conditions =
        policy(fields).get("conditions").valueStream().map(JsonNode::toString).toList();
    assertThat(conditions)
        .contains(
            "[\"starts-with\",\"$key\",\"jobs/1/out/7/\"]",
            "[\"starts-with\",\"$Content-Type\",\"\"]",
            "[\"content-length-range\",0,9]");
  }

  @Test
  void temporary_credentials_put_their_token_into_form_and_policy() throws Exception {
    AwsSessionCredentials session = AwsSessionCredentials.create("ASIA", "SECRET", "TOKEN");
    Map<String, String> fields = PostForm.fields(exact(), session, "eu-west-1", NOW, NOW);

    assertThat(fields).containsEntry("x-amz-security-token", "TOKEN");
    assertThat(policy(fields).toString()).contains("{\"x-amz-security-token\":\"TOKEN\"}");
  }
}
