package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;

/** What became of an attempt whose Job has not ended. */
sealed interface Outcome {
  /** It goes on. */
  record On(FileProgress file) implements Outcome {}

  /** It is done with, whatever its pod does. */
  record Over(Attempt attempt) implements Outcome {}

  /** It is done with, and so is its file. */
  record Failed(Attempt attempt) implements Outcome {}
}
