package dev.waybill.operator;

/** One side of the operator, jobs or files: its controllers and what runs beside them. */
public interface Side extends AutoCloseable {
  /** Called once, before anything runs. */
  void register(Controllers controllers);

  /** Called when this replica works (caches are synchronized, leadership is taken). */
  void start();

  /** Ends what {@link #start()} began; the controllers have been stopped already. */
  @Override
  void close();
}
