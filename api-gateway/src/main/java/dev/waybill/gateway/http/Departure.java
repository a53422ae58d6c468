package dev.waybill.gateway.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a text once its reader has gone. While nothing is written nobody would notice: Jetty does
 * not read from a connection whose request is being answered.
 */
final class Departure {
  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
  private static final long EVERY_SECONDS = 1;

  private final EndPoint connection;
  private final LiveText text;
  private final CountDownLatch answered = new CountDownLatch(1);

  private Departure(EndPoint connection, LiveText text) {
    this.connection = connection;
    this.text = text;
  }

  /**
   * Watches for as long as the answer takes. The connection serves no other request after it: what
   * is read here would be missing there.
   */
  static void during(Context context, LiveText text, Runnable answer) {
    context.header("Connection", "close");
    var request = ServletContextRequest.getServletContextRequest(context.req());
    Departure departure =
        new Departure(request.getConnectionMetaData().getConnection().getEndPoint(), text);
    Thread.ofVirtual().name("departure").start(departure::run);
    try {
      answer.run();
    } finally {
      departure.answered.countDown();
    }
  }

  private void run() {
    try {
      while (!answered.await(EVERY_SECONDS, TimeUnit.SECONDS)) {
        if (gone()) {
          text.close();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean gone() {
    try {
      return connection.fill(ByteBuffer.allocate(1024).limit(0)) < 0;
    } catch (IOException e) {
      LOG.debug("Nobody reads on", e);
      return true;
    }
  }
}
