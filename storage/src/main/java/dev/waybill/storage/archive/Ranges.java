package dev.waybill.storage.archive;

import java.io.InputStream;

/** Reads a range of the archive's bytes. */
@FunctionalInterface
interface Ranges {
  InputStream open(long offset, long length);
}
