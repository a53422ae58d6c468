package dev.waybill.operator.pod;

import dev.waybill.storage.StoreException;

/** Why something waits for the object store. */
public final class StoreTrouble {
  private StoreTrouble() {}

  public static WaitingReason of(StoreException trouble) {
    String reason =
        switch (trouble.kind()) {
          case DENIED, NOT_FOUND -> "StorageRefused";
          case UNAVAILABLE, CHANGED -> "StorageUnavailable";
        };
    return WaitingReason.of(reason, trouble.getMessage());
  }
}
