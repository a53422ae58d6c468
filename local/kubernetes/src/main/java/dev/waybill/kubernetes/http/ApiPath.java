package dev.waybill.kubernetes.http;

import dev.waybill.kubernetes.error.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The address of a resource: {@code /api/v1/…} or {@code /apis/{group}/{version}/…}.
 *
 * @param namespace empty where the path names none
 * @param name empty where the path means the whole collection
 * @param subresource empty where the path means the object itself
 */
record ApiPath(
    String group,
    String version,
    String namespace,
    String plural,
    String name,
    String subresource) {
  private static final List<String> OF_NAMESPACES = List.of("status", "finalize");

  /** The segments of a path, decoded. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    for (String segment : trimmed.substring(Math.min(1, trimmed.length())).split("/", -1)) {
      String decoded = decode(segment);
      if (decoded.isEmpty() || decoded.startsWith(".") || decoded.contains("/")) {
        throw ApiException.noSuchPath();
      }
      segments.add(decoded);
    }
    return segments;
  }

  /**
   * Reads what comes after the version.
   *
   * @throws ApiException 404 if it is no address of a resource
   */
  static ApiPath parse(String group, String version, List<String> rest) {
    String namespace = "";
    List<String> own = rest;
    boolean scoped =
        rest.size() > 2
            && rest.getFirst().equals("namespaces")
            && !(rest.size() == 3 && group.isEmpty() && OF_NAMESPACES.contains(rest.get(2)));
    if (scoped) {
      namespace = rest.get(1);
      own = rest.subList(2, rest.size());
    }
    if (own.isEmpty() || own.size() > 3) {
      throw ApiException.noSuchPath();
    }
    return new ApiPath(group, version, namespace, own.getFirst(), part(own, 1), part(own, 2));
  }

  private static String part(List<String> own, int index) {
    return own.size() > index ? own.get(index) : "";
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.noSuchPath();
    }
  }
}
