package dev.waybill.kubernetes.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.error.FieldError;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;

/** What objects, labels and annotations may be called. */
final class Names {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL_NAME =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character";

  // Kubernetes' own alphabet for generated names: no vowels, nothing easily confused.
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX = 5;
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Names() {}

  static String generate(String base) {
    int room = MAX_LABEL - SUFFIX;
    StringBuilder name = new StringBuilder(base.length() > room ? base.substring(0, room) : base);
    RANDOM.ints(SUFFIX, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt).forEach(name::append);
    return name.toString();
  }

  static void checkName(String name, List<FieldError> errors) {
    if (name.length() > MAX_NAME || !SUBDOMAIN.matcher(name).matches()) {
      errors.add(FieldError.invalid("metadata.name", TextNode.valueOf(name), SUBDOMAIN_RULE));
    }
  }

  static void checkLabels(JsonNode labels, List<FieldError> errors) {
    labels.forEachEntry(
        (key, value) -> {
          checkKey("metadata.labels", key, errors);
          String text = value.asText();
          if (!text.isEmpty()
              && (text.length() > MAX_LABEL || !LABEL_NAME.matcher(text).matches())) {
            errors.add(
                FieldError.invalid(
                    "metadata.labels",
                    value,
                    "a valid label must be an empty string or consist of alphanumeric characters,"
                        + " '-', '_' or '.', at most 63 of them, and must start and end with an"
                        + " alphanumeric character"));
          }
        });
  }

  static void checkKey(String field, String key, List<FieldError> errors) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    boolean prefixed = slash < 0 || SUBDOMAIN.matcher(key.substring(0, slash)).matches();
    if (!prefixed || name.length() > MAX_LABEL || !LABEL_NAME.matcher(name).matches()) {
      errors.add(
          FieldError.invalid(
              field,
              TextNode.valueOf(key),
              "name part must consist of alphanumeric characters, '-', '_' or '.', at most 63 of"
                  + " them, and must start and end with an alphanumeric character"));
    }
  }
}
