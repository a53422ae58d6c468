package dev.waybill.kubernetes.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Between the form in which objects are stored and the one in which a version serves them. */
public interface Conversion {
  /** Both forms are the same. */
  Conversion NONE =
      new Conversion() {
        @Override
        public ObjectNode toStored(ObjectNode served) {
          return served;
        }

        @Override
        public ObjectNode toServed(ObjectNode stored) {
          return stored;
        }
      };

  /** May change and return its argument. */
  ObjectNode toStored(ObjectNode served);

  /** May change and return its argument. */
  ObjectNode toServed(ObjectNode stored);
}
