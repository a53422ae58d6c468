package dev.waybill.s3;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Locale;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.handler.QoSHandler;

/**
 * Lets one form upload in at a time. S3Proxy holds each in memory whole, before it has seen whether
 * its policy is any good; others wait without a thread, then are told 503.
 */
final class FormAdmission {
  private static final Duration MAX_WAIT = Duration.ofMinutes(2);

  private FormAdmission() {}

  /** Has to come before the server's start. */
  static void oneAtATime(S3Proxy s3) throws ReflectiveOperationException {
    // S3Proxy 4.1.0 offers no way to put a handler before its own.
    Field field = S3Proxy.class.getDeclaredField("server");
    field.setAccessible(true);
    Server server = (Server) field.get(s3);
    QoSHandler admission = new QoSHandler(server.getHandler());
    admission.setMaxRequestCount(1);
    admission.setMaxSuspend(MAX_WAIT);
    admission.include(FormAdmission::isForm);
    server.setHandler(admission);
  }

  private static boolean isForm(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return "POST".equals(request.getMethod())
        && type != null
        && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }
}
