package dev.waybill.gateway.http;

import java.util.regex.Pattern;

/** The dialect that a path belongs to (contract, "Doors and principals"). */
public enum Door {
  IDP,
  ETL,
  BATCH;

  private static final Pattern ETL_ID = Pattern.compile("^/jobs/(JS|JV)\\d{5,}(/.*)?$");
  private static final Pattern RUN = Pattern.compile("^/jobs/[^/]+/run$");
  private static final Pattern ETL_PLACE = Pattern.compile("^/(feeds|products)(/.*)?$");

  /** The path alone decides, so that 401, 404 and 405 too come from the right door. */
  public static Door of(String path) {
    if (path.startsWith("/v1/")) {
      return BATCH;
    }
    boolean etl =
        ETL_PLACE.matcher(path).matches()
            || ETL_ID.matcher(path).matches()
            || (RUN.matcher(path).matches());
    return etl ? ETL : IDP;
  }
}
