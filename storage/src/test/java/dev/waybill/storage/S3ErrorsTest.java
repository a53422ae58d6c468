package dev.waybill.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.storage.StoreException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ErrorsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          400, RequestTimeout, UNAVAILABLE
          400, ExpiredToken, DENIED
          403, AccessDenied, DENIED
          404, NoSuchKey, NOT_FOUND
          412, PreconditionFailed, CHANGED
          501, NotImplemented, DENIED
          503, SlowDown, UNAVAILABLE
          409, -, UNAVAILABLE
          """)
  void a_refusal_is_told_by_its_status_and_the_code_of_S3(int status, String code, Kind kind) {
    var refused =
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();

    StoreException told = S3Errors.translate("read", refused);

    assertThat(told.kind()).isEqualTo(kind);
    assertThat(told).hasMessage("read: " + status + (code == null ? "" : " " + code));
  }
}
