package dev.waybill.kubernetes.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.Catalog;
import dev.waybill.kubernetes.resource.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The documents by which clients find out which kinds there are. */
public final class Discovery {
  private final Catalog catalog;

  public Discovery(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The document at a path of decoded segments; empty where there is none. */
  public Optional<ObjectNode> document(List<String> path) {
    return switch (String.join("/", path)) {
      case "api" -> Optional.of(coreVersions());
      case "apis" -> Optional.of(groups());
      case "version" -> Optional.of(version());
      default -> group(path);
    };
  }

  private Optional<ObjectNode> group(List<String> path) {
    if (path.size() == 2 && path.getFirst().equals("api")) {
      return resources("", path.get(1));
    }
    if (path.size() == 3 && path.getFirst().equals("apis")) {
      return resources(path.get(1), path.get(2));
    }
    boolean one = path.size() == 2 && path.getFirst().equals("apis");
    return one && groupNames().contains(path.get(1))
        ? Optional.of(group(path.get(1)).put("kind", "APIGroup").put("apiVersion", "v1"))
        : Optional.empty();
  }

  private static ObjectNode coreVersions() {
    ObjectNode versions = Json.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    ObjectNode address = versions.putArray("serverAddressByClientCIDRs").addObject();
    address.put("clientCIDR", "0.0.0.0/0").put("serverAddress", "127.0.0.1");
    return versions;
  }

  private ObjectNode groups() {
    ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    groupNames().forEach(name -> groups.add(group(name)));
    return list;
  }

  private ObjectNode group(String name) {
    ObjectNode group = Json.object().put("name", name);
    ArrayNode versions = group.putArray("versions");
    for (String version : versions(name)) {
      versions.addObject().put("groupVersion", name + "/" + version).put("version", version);
    }
    group.set("preferredVersion", versions.get(0));
    return group;
  }

  private Optional<ObjectNode> resources(String group, String version) {
    List<ResourceType> types =
        catalog.all().stream()
            .filter(type -> type.group().equals(group) && type.version().equals(version))
            .toList();
    if (types.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", types.getFirst().apiVersion());
    ArrayNode resources = list.putArray("resources");
    types.forEach(type -> ResourceEntries.add(type, resources));
    return Optional.of(list);
  }

  private Set<String> groupNames() {
    return catalog.all().stream()
        .map(ResourceType::group)
        .filter(group -> !group.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> versions(String group) {
    return catalog.all().stream()
        .filter(type -> type.group().equals(group))
        .map(ResourceType::version)
        .distinct()
        .toList();
  }

  private static ObjectNode version() {
    ObjectNode version = Json.object().put("major", "1").put("minor", "32");
    version.put("gitVersion", "v1.32.0-embedded").put("gitCommit", "").put("gitTreeState", "");
    version.put("buildDate", "1970-01-01T00:00:00Z").put("goVersion", "").put("compiler", "");
    return version.put("platform", "");
  }
}
