package dev.waybill.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * One text for every spelling of the same JSON value: white space, the order of members, escapes
 * and the spelling of numbers make no difference.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** SHA-256 of the value, lower-case hex. */
  public static String sha256(JsonNode value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_16BE)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(JsonNode value, StringBuilder to) {
    switch (value.getNodeType()) {
      case OBJECT -> writeMembers(value, to);
      case ARRAY -> {
        to.append('[');
        value.forEach(
            item -> {
              write(item, to);
              to.append(',');
            });
        to.append(']');
      }
      case NUMBER -> writeNumber(value.decimalValue(), to);
      case STRING -> writeText(value.textValue(), to);
      default -> to.append(value.asText());
    }
  }

  private static void writeMembers(JsonNode value, StringBuilder to) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    value.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
    to.append('{');
    sorted.forEach(
        (name, member) -> {
          writeText(name, to);
          write(member, to);
          to.append(',');
        });
    to.append('}');
  }

  /** Never as plain digits: 1e999999999 is a short text and a long number. */
  private static void writeNumber(BigDecimal number, StringBuilder to) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : shortest(number);
    to.append(plain.unscaledValue()).append('E').append(-(long) plain.scale());
  }

  /** At the very end of the exponents there may be none that is shorter. */
  private static BigDecimal shortest(BigDecimal number) {
    try {
      return number.stripTrailingZeros();
    } catch (ArithmeticException e) {
      return number;
    }
  }

  /** With its length, so that no text can be taken for two. */
  private static void writeText(String text, StringBuilder to) {
    to.append('"').append(text.length()).append(':').append(text);
  }
}
