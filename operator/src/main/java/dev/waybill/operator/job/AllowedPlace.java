package dev.waybill.operator.job;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where archives that people wrote into a resource may lie, beside a job's own prefix (contract,
 * idp).
 *
 * @param namespace of the jobs that may use it
 * @param prefix of keys; empty: the whole bucket
 */
public record AllowedPlace(String namespace, String bucket, String prefix) {
  private static final Pattern PLACE = Pattern.compile("([a-z0-9-]+)=([a-z0-9.-]{3,63})/(.*)");

  /**
   * @param list comma-separated {@code namespace=bucket/prefix}
   * @throws IllegalArgumentException for anything else
   */
  static List<AllowedPlace> parseAll(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(place -> !place.isEmpty())
        .map(AllowedPlace::parse)
        .toList();
  }

  private static AllowedPlace parse(String place) {
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not namespace=bucket/prefix: " + place);
    }
    return new AllowedPlace(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  boolean holds(String jobNamespace, String jobBucket, String key) {
    return namespace.equals(jobNamespace) && bucket.equals(jobBucket) && key.startsWith(prefix);
  }
}
