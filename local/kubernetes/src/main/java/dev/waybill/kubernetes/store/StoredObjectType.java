package dev.waybill.kubernetes.store;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How a stored object lies in a page: revision, length, JSON. */
final class StoredObjectType extends BasicDataType<StoredObject> {
  static final StoredObjectType INSTANCE = new StoredObjectType();
  private static final int OBJECT_OVERHEAD = 56;

  private StoredObjectType() {}

  @Override
  public int getMemory(StoredObject object) {
    return OBJECT_OVERHEAD + object.json().length;
  }

  @Override
  public void write(WriteBuffer buffer, StoredObject object) {
    buffer.putVarLong(object.revision()).putVarInt(object.json().length).put(object.json());
  }

  @Override
  public StoredObject read(ByteBuffer buffer) {
    long revision = DataUtils.readVarLong(buffer);
    byte[] json = new byte[DataUtils.readVarInt(buffer)];
    buffer.get(json);
    return new StoredObject(revision, json);
  }

  @Override
  public StoredObject[] createStorage(int size) {
    return new StoredObject[size];
  }
}
