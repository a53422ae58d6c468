package dev.waybill.kubernetes.list;

import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.HistoryGone;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.store.Snapshot;

/** Opens lists of the objects of a type. */
public final class Lists {
  private static final String EXACT = "Exact";
  private final ObjectStore store;

  public Lists(ObjectStore store) {
    this.store = store;
  }

  /**
   * Opens a list, or its next page.
   *
   * @param namespace empty: all of them
   * @throws ApiException 410 if it asks for a state that is no longer known
   */
  public Listing open(ResourceType type, String namespace, ListQuery query) {
    if (!query.continueToken().isEmpty()) {
      PageToken token = PageToken.parse(query.continueToken());
      Snapshot now = store.snapshotAfter(type.stored(), namespace, token.path());
      return past(type, namespace, query, now, token);
    }
    Snapshot now = store.snapshot(type.stored(), namespace);
    if (query.match().equals(EXACT)) {
      return past(type, namespace, query, now, new PageToken(query.revision(), ""));
    }
    if (query.revision() > now.revision()) {
      now.close();
      throw ApiException.expired("Too large resource version: " + query.revision());
    }
    return new Listing(new PastState(now), now.revision(), query);
  }

  private Listing past(
      ResourceType type, String namespace, ListQuery query, Snapshot now, PageToken from) {
    try {
      PastState state =
          PastState.at(now, store.history(type.stored()), from, type.stored(), namespace);
      return new Listing(state, from.revision(), query);
    } catch (HistoryGone e) {
      now.close();
      throw ApiException.expired(
          "The provided continue parameter is too old to display a consistent list result. You can"
              + " start a new list without the continue parameter.");
    }
  }
}
