package dev.waybill.gateway.http;

import dev.waybill.storage.text.DisplayText;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Around every request: an id of ours (a client's own would let it write into our log) in the
 * answer and in every log line, {@code no-store}, and one log line at the end.
 */
final class RequestFilter implements Filter {
  static final String ID_HEADER = "x-request-id";
  private static final String ID = "requestId";
  private static final int MAX_PATH = 200;
  private static final Logger LOG = LoggerFactory.getLogger(RequestFilter.class);

  private final Metrics metrics;
  private final BooleanSupplier stopping;

  /**
   * @param stopping whether clients are to go elsewhere
   */
  RequestFilter(Metrics metrics, BooleanSupplier stopping) {
    this.metrics = metrics;
    this.stopping = stopping;
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse answer = (HttpServletResponse) response;
    long start = System.nanoTime();
    String id = newId();
    answer.setHeader(ID_HEADER, id);
    answer.setHeader("Cache-Control", "no-store");
    answer.setHeader("X-Content-Type-Options", "nosniff");
    if (stopping.getAsBoolean()) {
      answer.setHeader("Connection", "close");
    }
    MDC.put(ID, id);
    try {
      chain.doFilter(request, response);
    } finally {
      finished((HttpServletRequest) request, answer, Duration.ofNanos(System.nanoTime() - start));
      MDC.remove(ID);
    }
  }

  private void finished(HttpServletRequest request, HttpServletResponse answer, Duration time) {
    Object route = request.getAttribute(Metrics.ROUTE);
    metrics.request(request.getMethod(), route, answer.getStatus(), time);
    LOG.info(
        "{} {} {} {} ms",
        DisplayText.of(request.getMethod(), MAX_PATH),
        DisplayText.of(request.getRequestURI(), MAX_PATH),
        answer.getStatus(),
        time.toMillis());
  }
}
