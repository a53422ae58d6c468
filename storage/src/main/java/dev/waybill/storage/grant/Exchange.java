package dev.waybill.storage.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.storage.StoreException;
import dev.waybill.storage.StoreException.Kind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls to the store, tried again where that may help. What fails never shows the URL. */
record Exchange(HttpClient http, Retry retry) {
  /** Of an S3 error document; the rest of it repeats what was sent. */
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,64})</Code>");

  private static final int ERROR_BYTES = 64 << 10;
  private static final Duration BODY = Duration.ofSeconds(30);
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /** At most {@code length} bytes of a ranged GET; none beyond the object's end. */
  byte[] fetch(String what, HttpRequest request, int length) {
    HttpResponse<byte[]> answer = call(what, request, Math.max(length, ERROR_BYTES));
    return switch (answer.statusCode()) {
      case PARTIAL_CONTENT -> answer.body();
      case RANGE_NOT_SATISFIABLE -> new byte[0];
      default -> throw refused(what, answer);
    };
  }

  void send(String what, HttpRequest request) {
    HttpResponse<byte[]> answer = call(what, request, ERROR_BYTES);
    if (answer.statusCode() / 100 != 2) {
      throw refused(what, answer);
    }
  }

  private HttpResponse<byte[]> call(String what, HttpRequest request, int maxBody) {
    for (int failed = 1; failed < retry.attempts(); failed++) {
      try {
        HttpResponse<byte[]> answer = once(request, maxBody);
        if (kind(answer) != Kind.UNAVAILABLE) {
          return answer;
        }
      } catch (IOException e) {
        // Whatever broke the connection, the next attempt starts from nothing.
      }
      pause(retry.pause(failed));
    }
    try {
      return once(request, maxBody);
    } catch (IOException e) {
      throw new StoreException(Kind.UNAVAILABLE, what + ": " + e.getClass().getSimpleName(), null);
    }
  }

  private HttpResponse<byte[]> once(HttpRequest request, int maxBody) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBody));
    // The request's own limit ends with the answer's headers.
    Duration limit = request.timeout().orElse(Duration.ZERO).plus(BODY);
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException("the call failed");
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("the answer stalled");
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted();
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static StoreException interrupted() {
    Thread.currentThread().interrupt();
    return new StoreException(Kind.UNAVAILABLE, "interrupted", null);
  }

  private static StoreException refused(String what, HttpResponse<byte[]> answer) {
    String code = code(answer);
    String reason = answer.statusCode() + (code.isEmpty() ? "" : " " + code);
    return new StoreException(kind(answer), what + ": " + reason, null);
  }

  private static Kind kind(HttpResponse<byte[]> answer) {
    return Kind.of(answer.statusCode(), code(answer));
  }

  private static String code(HttpResponse<byte[]> answer) {
    if (answer.statusCode() / 100 == 2) {
      return "";
    }
    Matcher code = CODE.matcher(new String(answer.body(), UTF_8));
    return code.find() ? code.group(1) : "";
  }
}
