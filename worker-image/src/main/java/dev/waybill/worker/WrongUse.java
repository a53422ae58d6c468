package dev.waybill.worker;

/** The worker was started with what is not one of its commands; the message names the key. */
public class WrongUse extends Exception {
  private static final long serialVersionUID = 1L;

  public WrongUse(String message) {
    super(message);
  }
}
