package dev.waybill.storage;

import dev.waybill.storage.StoreException.Kind;
import dev.waybill.storage.text.DisplayText;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the SDK throws into what callers act on. */
final class S3Errors {
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private S3Errors() {}

  /** Whether a read failed for nothing but its range lying behind the object's last byte. */
  static boolean isBeyondEnd(StoreException failure) {
    return failure.getCause() instanceof AwsServiceException refused
        && refused.statusCode() == RANGE_NOT_SATISFIABLE;
  }

  /** Runs a call; {@code what} and the object's place go into the message of its failure. */
  static <T> T translated(String what, String bucket, String key, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw translate(what + " s3://" + bucket + "/" + DisplayText.of(key), e);
    }
  }

  static StoreException translate(String what, SdkException e) {
    if (e instanceof AwsServiceException refused && refused.statusCode() > 0) {
      String code = code(refused);
      String answer = refused.statusCode() + (code.isEmpty() ? "" : " " + code);
      return new StoreException(Kind.of(refused.statusCode(), code), what + ": " + answer, e);
    }
    return new StoreException(
        Kind.UNAVAILABLE, what + ": " + DisplayText.of(e.getMessage(), 256), e);
  }

  private static String code(AwsServiceException refused) {
    return refused.awsErrorDetails() == null
        ? ""
        : Objects.requireNonNullElse(refused.awsErrorDetails().errorCode(), "");
  }
}
