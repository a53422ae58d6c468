package dev.waybill.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.kubernetes.PodLogs;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.ObjectReader;
import dev.waybill.kubernetes.resource.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Sends the logs of pods. */
public final class LogEndpoint {
  private final ObjectReader reader;
  private final PodLogs logs;

  public LogEndpoint(ObjectReader reader, PodLogs logs) {
    this.reader = reader;
    this.logs = logs;
  }

  void answer(Exchange exchange, ResourceType type, ApiPath path) throws IOException {
    if (!exchange.method().equals("GET")) {
      throw ApiException.methodNotAllowed();
    }
    for (String refused : new String[] {"timestamps", "previous"}) {
      if (exchange.flag(refused)) {
        throw ApiException.badRequest(refused + " is not supported by this API");
      }
    }
    JsonNode pod = reader.get(type, path.namespace(), path.name()).tree();
    String container = container(pod, exchange.query("container"), path.name());
    boolean follow = exchange.flag("follow");
    long limit = Queries.number(exchange, "limitBytes");
    boolean tail = !exchange.query("tailLines").isEmpty();
    long lines = tail ? Queries.number(exchange, "tailLines") : Long.MAX_VALUE;
    try (InputStream log =
            logs.open(path.namespace(), path.name(), container, follow)
                .orElse(InputStream.nullInputStream());
        OutputStream out = exchange.stream("text/plain")) {
      out.flush();
      OutputStream bounded = limit == 0 ? out : new LimitedOutput(out, limit);
      if (tail && !follow) {
        TailLines.copy(log, bounded, lines);
      } else {
        log.transferTo(bounded);
      }
    }
  }

  private static String container(JsonNode pod, String wished, String name) {
    JsonNode containers = pod.at("/spec/containers");
    if (wished.isEmpty() && containers.size() == 1) {
      return Json.text(containers.get(0), "name");
    }
    for (String list : new String[] {"containers", "initContainers"}) {
      for (JsonNode container : pod.path("spec").path(list)) {
        if (!wished.isEmpty() && Json.text(container, "name").equals(wished)) {
          return wished;
        }
      }
    }
    throw ApiException.badRequest(
        wished.isEmpty()
            ? "a container name must be specified for pod " + name
            : "container " + wished + " is not valid for pod " + name);
  }
}
