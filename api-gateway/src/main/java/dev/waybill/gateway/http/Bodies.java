package dev.waybill.gateway.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Reads request bodies within bounds of size and of time. */
public final class Bodies {
  private static final int CHUNK = 8192;

  private final HttpConfig limits;

  public Bodies(HttpConfig limits) {
    this.limits = limits;
  }

  /**
   * @throws Refusal 413 above the configured size, 408 when it does not come in time, 400 when it
   *     ends early
   */
  public byte[] read(Context context) {
    if (context.req().getContentLengthLong() > limits.maxBodyBytes()) {
      throw tooLarge();
    }
    try {
      return read(context.req().getInputStream());
    } catch (IOException e) {
      throw e.getCause() instanceof TimeoutException
          ? tooSlow()
          : Refusal.of(400, "The request's body ended early");
    }
  }

  private byte[] read(InputStream in) throws IOException {
    long end = System.nanoTime() + limits.bodyTime().toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      body.write(chunk, 0, read);
      if (body.size() > limits.maxBodyBytes()) {
        throw tooLarge();
      }
      if (System.nanoTime() > end) {
        throw tooSlow();
      }
    }
    return body.toByteArray();
  }

  private static Refusal tooLarge() {
    return Refusal.of(413, "Request body too large", Map.of("Connection", "close"));
  }

  private static Refusal tooSlow() {
    return Refusal.of(
        408, "The request's body did not come in time", Map.of("Connection", "close"));
  }
}
