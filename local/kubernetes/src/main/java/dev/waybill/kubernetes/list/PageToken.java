package dev.waybill.kubernetes.list;

import dev.waybill.kubernetes.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ended.
 *
 * @param revision that all pages of the list show
 * @param path the last object's place
 */
record PageToken(long revision, String path) {
  String text() {
    byte[] bytes = (revision + " " + path).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static PageToken parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int space = plain.indexOf(' ');
      return new PageToken(
          Long.parseLong(plain.substring(0, Math.max(0, space))), plain.substring(space + 1));
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("continue key is not valid");
    }
  }
}
