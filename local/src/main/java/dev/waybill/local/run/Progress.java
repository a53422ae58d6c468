package dev.waybill.local.run;

/** Who is told how a run goes on. Texts are fit for a terminal. */
public interface Progress extends AutoCloseable {
  void step(String text);

  /** All files are known; told once. */
  void total(int files);

  /**
   * @param status COMPLETED, FAILED or ABORTED; told once per file
   */
  void ended(String file, String status);

  /** May be called more than once. */
  @Override
  void close();
}
