package dev.waybill.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The fields of an S3 presigned POST ("Creating an HTML Form (Using AWS Signature Version 4)", S3
 * API reference). Each but {@code policy} and the signature has a condition of its own.
 */
final class PostForm {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private PostForm() {}

  /**
   * In the order to send them in; the file comes last. Where the policy is of a prefix, {@code key}
   * is left to the sender, and where it is of any type, so is {@code Content-Type}.
   */
  static SequencedMap<String, String> fields(
      PostPolicy policy, AwsCredentials credentials, String region, Instant now, Instant end) {
    String amzDate = DATE_TIME.format(now);
    String date = amzDate.substring(0, 8);
    LinkedHashMap<String, String> fields = new LinkedHashMap<>();
    if (!policy.prefix()) {
      fields.put("key", policy.key());
    }
    if (policy.contentType() != null) {
      fields.put("Content-Type", policy.contentType());
    }
    fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
    fields.put(
        "x-amz-credential",
        credentials.accessKeyId() + "/" + date + "/" + region + "/s3/aws4_request");
    fields.put("x-amz-date", amzDate);
    if (credentials instanceof AwsSessionCredentials session) {
      fields.put("x-amz-security-token", session.sessionToken());
    }
    String encoded = encode(policy, fields, end);
    fields.put("policy", encoded);
    fields.put(
        "x-amz-signature",
        PolicySignature.of(encoded, credentials.secretAccessKey(), date, region));
    return fields;
  }

  private static String encode(PostPolicy policy, Map<String, String> fields, Instant end) {
    List<Object> conditions = new ArrayList<>();
    conditions.add(Map.of("bucket", policy.bucket()));
    fields.forEach((name, value) -> conditions.add(Map.of(name, value)));
    if (policy.prefix()) {
      conditions.add(List.of("starts-with", "$key", policy.key()));
    }
    if (policy.contentType() == null) {
      conditions.add(List.of("starts-with", "$Content-Type", ""));
    }
    conditions.add(List.of("content-length-range", policy.minBytes(), policy.maxBytes()));
    // Whole seconds, cut off: a form never outlives what it says.
    String expiration = end.truncatedTo(ChronoUnit.SECONDS).toString();
    try {
      byte[] json =
          JSON.writeValueAsBytes(Map.of("expiration", expiration, "conditions", conditions));
      return Base64.getEncoder().encodeToString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts has no JSON", e);
    }
  }
}
