package dev.waybill.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A query as it was sent. Javalin leaves out what it cannot decode, so that a filter with a slip of
 * the pen in it would be no filter.
 */
public final class Query {
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private final Map<String, List<String>> values = new HashMap<>();

  /**
   * @throws Refusal 400 where it is not well encoded
   */
  public Query(Context context) {
    String query = context.queryString() == null ? "" : context.queryString();
    if (BROKEN.matcher(query).find()) {
      throw Refusal.of(400, "The query is not well encoded");
    }
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      values
          .computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
          .add(parts.length == 1 ? "" : decode(parts[1]));
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  /**
   * @throws Refusal 400 where it is there twice: which one is meant would be a guess
   */
  public Optional<String> one(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw Refusal.of(400, name + " is there more than once");
    }
    return given.stream().findFirst();
  }
}
