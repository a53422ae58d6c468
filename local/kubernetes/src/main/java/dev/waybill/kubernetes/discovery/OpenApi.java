package dev.waybill.kubernetes.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.Catalog;
import dev.waybill.kubernetes.resource.ResourceType;
import java.util.List;
import java.util.Optional;

/**
 * As much OpenAPI as {@code kubectl} looks for before it sends anything: whether the server checks
 * fields itself ({@code fieldValidation}), and the schemas of custom resources.
 */
public final class OpenApi {
  private static final List<String> PARAMETERS =
      List.of("dryRun", "fieldManager", "fieldValidation", "force");
  private final Catalog catalog;

  public OpenApi(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The document at a path of decoded segments; empty where there is none. */
  public Optional<ObjectNode> document(List<String> path) {
    if (path.equals(List.of("openapi", "v3"))) {
      return Optional.of(index());
    }
    boolean core = path.size() == 4 && path.get(2).equals("api");
    if (core || (path.size() == 5 && path.get(2).equals("apis"))) {
      String group = core ? "" : path.get(3);
      return version(group, path.getLast());
    }
    return Optional.empty();
  }

  private ObjectNode index() {
    ObjectNode index = Json.object();
    ObjectNode paths = index.putObject("paths");
    for (ResourceType type : catalog.all()) {
      String path = (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
      paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path);
    }
    return index;
  }

  private Optional<ObjectNode> version(String group, String version) {
    List<ResourceType> types =
        catalog.all().stream()
            .filter(type -> type.group().equals(group) && type.version().equals(version))
            .toList();
    if (types.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode document = Json.object().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "v1.32.0");
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    for (ResourceType type : types) {
      paths.set(path(type), operations(type));
      schemas.set(schemaName(type), schema(type));
    }
    return Optional.of(document);
  }

  private static String path(ResourceType type) {
    return (type.group().isEmpty() ? "/api/" : "/apis/")
        + type.apiVersion()
        + (type.namespaced() ? "/namespaces/{namespace}/" : "/")
        + type.plural()
        + "/{name}";
  }

  private static ObjectNode operations(ResourceType type) {
    ObjectNode operations = Json.object();
    for (String verb : List.of("get", "put", "patch")) {
      ObjectNode operation = operations.putObject(verb);
      operation.put("x-kubernetes-action", verb);
      operation.set("x-kubernetes-group-version-kind", identity(type));
      ArrayNode parameters = operation.putArray("parameters");
      for (String name : verb.equals("get") ? List.<String>of() : PARAMETERS) {
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
        parameter.putObject("schema").put("type", "string");
      }
      operation.putObject("responses").putObject("200").put("description", "OK");
    }
    return operations;
  }

  private static ObjectNode schema(ResourceType type) {
    ObjectNode schema = type.rules().schema().deepCopy();
    schema.put("type", "object");
    schema.putArray("x-kubernetes-group-version-kind").add(identity(type));
    return schema;
  }

  private static String schemaName(ResourceType type) {
    String group = type.group().isEmpty() ? "core" : type.group();
    return group + "." + type.version() + "." + type.kind();
  }

  private static ObjectNode identity(ResourceType type) {
    ObjectNode identity = Json.object().put("group", type.group());
    return identity.put("version", type.version()).put("kind", type.kind());
  }
}
