package dev.waybill.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.Map;
import java.util.Optional;

/**
 * What the product has no use for of what it reads, though it is most of it: who has written which
 * member of an object, and the pods that a Job makes. An operator sees every Job some six times,
 * and keeps thousands. Both are written as ever.
 */
final class Unread {
  private static final String MANAGED_FIELDS = "managedFields";
  private static final String TEMPLATE = "template";

  /** All of a watch event but that. */
  static final TokenFilter LEFT_OUT =
      new Members(
          Map.of(
              "object",
              Optional.of(
                  new Members(
                      Map.of(
                          "metadata", Optional.of(Members.without(MANAGED_FIELDS)),
                          "spec", Optional.of(Members.without(TEMPLATE)))))));

  private Unread() {}

  static ObjectMapper mapper() {
    return new ObjectMapper()
        .addMixIn(ObjectMeta.class, Meta.class)
        .addMixIn(JobSpec.class, Spec.class);
  }

  @JsonIgnoreProperties(value = MANAGED_FIELDS, allowGetters = true)
  private interface Meta {}

  @JsonIgnoreProperties(value = TEMPLATE, allowGetters = true)
  private interface Spec {}

  /** All of an object, but of some members what other filters say; nothing of those without. */
  private static final class Members extends TokenFilter {
    private final Map<String, Optional<TokenFilter>> filters;

    private Members(Map<String, Optional<TokenFilter>> filters) {
      this.filters = filters;
    }

    private static Members without(String member) {
      return new Members(Map.of(member, Optional.empty()));
    }

    @Override
    public TokenFilter includeProperty(String name) {
      Optional<TokenFilter> filter = filters.get(name);
      return filter == null ? INCLUDE_ALL : filter.orElse(null);
    }

    /** What has nothing else stays, empty. */
    @Override
    public boolean includeEmptyObject(boolean contentsFiltered) {
      return true;
    }
  }
}
