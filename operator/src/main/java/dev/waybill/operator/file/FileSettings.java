package dev.waybill.operator.file;

import dev.waybill.operator.kube.Env;

/**
 * What the file side can be told.
 *
 * @param maxRunning files in progress at once, over all jobs
 */
public record FileSettings(int maxRunning) {

  public static FileSettings fromEnv(Env env) {
    return new FileSettings(env.number("MAX_RUNNING", 500, 1, 100_000));
  }
}
