package dev.waybill.kubernetes.http;

import dev.waybill.kubernetes.store.StoredObject;
import java.io.IOException;
import java.util.Optional;

/** Takes the objects of a list one by one and sends them on. */
interface ObjectSink extends AutoCloseable {
  void add(StoredObject object) throws IOException;

  /** Ends the list, telling its resourceVersion and where to go on. */
  void end(long revision, Optional<String> continueToken) throws IOException;

  @Override
  void close() throws IOException;
}
