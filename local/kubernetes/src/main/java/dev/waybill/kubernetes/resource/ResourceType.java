package dev.waybill.kubernetes.resource;

import dev.waybill.kubernetes.select.SelectableFields;
import java.util.List;

/**
 * One kind of object under one version, as discovery tells it and requests address it.
 *
 * @param group empty for the core group
 * @param statusSubresource whether {@code status} is written by a door of its own
 * @param selectableFields what a field selector may name
 * @param rules what is done to objects on their way in
 * @param conversion between what is stored and what this version serves
 * @param columns of the table that {@code kubectl get} shows
 * @param stored group and plural under which the objects lie in the store
 */
public record ResourceType(
    String group,
    String version,
    Names names,
    boolean namespaced,
    boolean statusSubresource,
    SelectableFields selectableFields,
    KindRules rules,
    Conversion conversion,
    List<Column> columns,
    String stored) {

  /** The words by which a kind is called. */
  public record Names(
      String kind,
      String listKind,
      String plural,
      String singular,
      List<String> shortNames,
      List<String> categories) {}

  public String kind() {
    return names.kind();
  }

  public String plural() {
    return names.plural();
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
