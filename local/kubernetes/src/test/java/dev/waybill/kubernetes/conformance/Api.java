package dev.waybill.kubernetes.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Plain requests, with the credentials of a client. */
final class Api {
  static final String JSON = "application/json";
  static final String MERGE = "application/merge-patch+json";
  static final String JSON_PATCH = "application/json-patch+json";
  static final String STRATEGIC = "application/strategic-merge-patch+json";
  static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final KubernetesClient client;

  Api(KubernetesClient client) {
    this.client = client;
  }

  Answer get(String path) {
    return send("GET", path, JSON, JSON, null);
  }

  Answer table(String path) {
    return send("GET", path, TABLE, JSON, null);
  }

  Answer post(String path, String body) {
    return send("POST", path, JSON, JSON, body);
  }

  Answer put(String path, JsonNode body) {
    return send("PUT", path, JSON, JSON, body.toString());
  }

  Answer patch(String path, String type, String body) {
    return send("PATCH", path, JSON, type, body);
  }

  Answer delete(String path) {
    return send("DELETE", path, JSON, JSON, "{}");
  }

  Answer delete(String path, String options) {
    return send("DELETE", path, JSON, JSON, options);
  }

  Answer send(String method, String path, String accept, String type, String body) {
    String server = client.getMasterUrl().toString().replaceFirst("/$", "");
    var http = client.getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(URI.create(server + path))
            .header("Accept", accept)
            .method(method, body == null ? null : type, body)
            .build();
    try {
      var response = http.sendAsync(request, String.class).get(30, TimeUnit.SECONDS);
      return new Answer(response.code(), response.bodyString());
    } catch (Exception e) {
      throw new AssertionError(method + " " + path + " was not answered", e);
    }
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /** An answer with its body. */
  record Answer(int code, String text) {
    JsonNode json() {
      return Api.json(text);
    }

    JsonNode at(String pointer) {
      return json().at(pointer);
    }

    /** The value at a pointer as text; "" where there is none. */
    String text(String pointer) {
      return at(pointer).asText("");
    }

    Answer expect(int wanted) {
      if (code != wanted) {
        throw new AssertionError("expected " + wanted + ", was " + code + ": " + text);
      }
      return this;
    }
  }
}
