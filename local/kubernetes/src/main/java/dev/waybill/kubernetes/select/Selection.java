package dev.waybill.kubernetes.select;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;

/**
 * Which objects a list, a watch or a deletion is about.
 *
 * @param matches decides by the object
 * @param all whether every object matches, so that none has to be looked at
 */
public record Selection(Predicate<ObjectNode> matches, boolean all) {
  public static final Selection ALL = new Selection(object -> true, true);

  /**
   * Reads the query parameters {@code labelSelector} and {@code fieldSelector}.
   *
   * @param fields which fields may be selected by
   * @throws dev.waybill.kubernetes.error.ApiException 400 if one of them cannot be read
   */
  public static Selection of(String labels, String fieldSelector, SelectableFields fields) {
    if (labels.isBlank() && fieldSelector.isBlank()) {
      return ALL;
    }
    Predicate<ObjectNode> byLabel = LabelSelector.parse(labels);
    return new Selection(byLabel.and(FieldSelector.parse(fieldSelector, fields)), false);
  }
}
