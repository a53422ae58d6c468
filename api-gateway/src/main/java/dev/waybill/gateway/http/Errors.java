package dev.waybill.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waybill.storage.StoreException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a route throws into an answer; what is ours is logged, never told. */
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final ErrorShape shape;

  Errors(ErrorShape shape) {
    this.shape = shape;
  }

  void addTo(RoutesConfig routes) {
    routes.exception(Refusal.class, (refusal, context) -> answer(context, refusal));
    routes.exception(
        HttpResponseException.class, (error, context) -> answer(context, ofJavalin(error)));
    routes.exception(
        KubernetesClientException.class, (error, context) -> failed(context, error, passes(error)));
    routes.exception(
        StoreException.class,
        (error, context) ->
            failed(context, error, error.kind() == StoreException.Kind.UNAVAILABLE));
    routes.exception(Exception.class, (error, context) -> failed(context, error, false));
  }

  private void failed(Context context, Exception error, boolean passes) {
    LOG.error(passes ? "Something that is needed does not answer" : "Internal error", error);
    answer(context, passes ? Refusal.unavailable(RETRY) : Refusal.of(500, "Internal server error"));
  }

  /** Without a code the API server was not reached, or it said what we cannot read. */
  private static boolean passes(KubernetesClientException error) {
    int code = error.getCode();
    return code <= 0 ? !unreadable(error) : code == 429 || code >= 500;
  }

  private static boolean unreadable(Throwable error) {
    return error instanceof JsonProcessingException
        || (error.getCause() != null && unreadable(error.getCause()));
  }

  private static Refusal ofJavalin(HttpResponseException error) {
    return switch (error.getStatus()) {
      case 404 -> Refusal.of(404, "Not found");
      case 405 -> Refusal.of(405, "Method not allowed", allowed(error));
      case 413 -> Refusal.of(413, "Request body too large");
      default -> Refusal.of(error.getStatus(), "The request cannot be served");
    };
  }

  private static Map<String, String> allowed(HttpResponseException error) {
    String methods = error.getDetails().get("availableMethods");
    return methods == null ? Map.of() : Map.of("Allow", methods);
  }

  private void answer(Context context, Refusal refusal) {
    refusal.headers().forEach(context::header);
    Object body = refusal.body();
    Json.answer(
        context,
        refusal.status(),
        body == null ? shape.body(refusal.status(), refusal.getMessage()) : body);
  }
}
