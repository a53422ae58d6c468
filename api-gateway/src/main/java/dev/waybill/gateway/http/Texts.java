package dev.waybill.gateway.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends plain text as it comes, however slowly. */
public final class Texts {
  private static final Logger LOG = LoggerFactory.getLogger(Texts.class);
  private static final int CHUNK = 16 * 1024;
  private static final byte[] CUT =
      "\n[the rest could not be read]\n".getBytes(StandardCharsets.UTF_8);

  private Texts() {}

  /** Returns at the text's end, or when nobody reads it any more; closes it. */
  public static void answer(Context context, InputStream text) throws IOException {
    context.status(200).contentType("text/plain; charset=utf-8");
    // The text may be silent for longer than a connection may be idle.
    ServletContextRequest.getServletContextRequest(context.req())
        .addIdleTimeoutListener(timeout -> false);
    try (text) {
      OutputStream out = context.res().getOutputStream();
      if (text instanceof LiveText live) {
        Departure.during(context, live, () -> copy(text, out));
      } else {
        copy(text, out);
      }
    }
  }

  private static void copy(InputStream text, OutputStream out) {
    byte[] chunk = new byte[CHUNK];
    int read = 0;
    while (read >= 0) {
      try {
        out.write(chunk, 0, read);
        out.flush();
      } catch (IOException e) {
        LOG.debug("Nobody reads on", e);
        return;
      }
      read = next(text, chunk, out);
    }
  }

  /** What has been sent cannot be taken back: a text that breaks off says so. */
  private static int next(InputStream text, byte[] chunk, OutputStream out) {
    try {
      return text.read(chunk);
    } catch (IOException e) {
      LOG.warn("A text broke off", e);
    }
    try {
      out.write(CUT);
    } catch (IOException e) {
      LOG.debug("Nobody reads on", e);
    }
    return -1;
  }
}
