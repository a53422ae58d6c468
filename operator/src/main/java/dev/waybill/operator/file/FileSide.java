package dev.waybill.operator.file;

import dev.waybill.operator.Controllers;
import dev.waybill.operator.Parts;
import dev.waybill.operator.Side;

/** The files of every job: slices, starts and attempts. */
public final class FileSide implements Side {
  private FileSide(Parts parts) {}

  public static FileSide create(Parts parts) {
    return new FileSide(parts);
  }

  @Override
  public void register(Controllers controllers) {}

  @Override
  public void start() {}

  @Override
  public void close() {}
}
