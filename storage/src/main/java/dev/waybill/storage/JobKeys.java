package dev.waybill.storage;

import java.util.regex.Pattern;

/**
 * The store's layout, and no other key exists. Input bucket: upload, adopted. Output bucket: all
 * else.
 */
public record JobKeys(String jobId) {
  private static final String ID = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern PREFIX =
      Pattern.compile("jobs/" + ID + "/(?:out/(?:[0-9]+/(?:[0-9]+/(?:data/)?)?)?)?");
  private static final Pattern KEY =
      Pattern.compile("jobs/" + ID + "/.+|adopted/" + ID + "\\.zip", Pattern.DOTALL);

  public String prefix() {
    return "jobs/" + jobId + "/";
  }

  public String upload(String fileName) {
    return prefix() + fileName;
  }

  public String adopted() {
    return "adopted/" + jobId + ".zip";
  }

  public String manifest() {
    return prefix() + "manifest.json";
  }

  public String results() {
    return prefix() + "results.zip";
  }

  public String outputs() {
    return prefix() + "out/";
  }

  /** All attempts of one file. */
  public String file(int index) {
    return outputs() + index + "/";
  }

  public String attempt(int index, int attempt) {
    return file(index) + attempt + "/";
  }

  public String data(int index, int attempt) {
    return attempt(index, attempt) + "data/";
  }

  public String log(int index, int attempt) {
    return attempt(index, attempt) + "log.txt";
  }

  /** Written last: the attempt's output is whole. */
  public String done(int index, int attempt) {
    return attempt(index, attempt) + "done.json";
  }

  /** Whether everything below it is one job's. */
  static boolean isPrefix(String prefix) {
    return PREFIX.matcher(prefix).matches();
  }

  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }
}
