package dev.waybill.gateway.idp;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.storage.PresignedPost;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to {@code POST /jobs}.
 *
 * @param upload null where the job waits for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UploadAnswer(String jobId, Upload upload) {

  /**
   * @param requiredHeaders form fields, whatever the seed calls them
   */
  record Upload(String uploadUrl, long expiresInSeconds, Map<String, String> requiredHeaders) {
    @Override
    public String toString() {
      return "Upload[expiresInSeconds=" + expiresInSeconds + "]";
    }
  }

  /** In the seed's order, which differs from the one the form is signed in. */
  private static final List<String> ORDER =
      List.of(
          "key",
          "Content-Type",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-security-token",
          "x-amz-algorithm",
          "policy",
          "x-amz-signature");

  static UploadAnswer of(String jobId, PresignedPost form, Instant now) {
    long left = Duration.between(now, form.expiresAt()).toSeconds();
    Map<String, String> fields = new LinkedHashMap<>();
    ORDER.stream()
        .filter(form.fields()::containsKey)
        .forEach(name -> fields.put(name, form.fields().get(name)));
    form.fields().forEach(fields::putIfAbsent);
    return new UploadAnswer(jobId, new Upload(form.url().toString(), left, fields));
  }
}
