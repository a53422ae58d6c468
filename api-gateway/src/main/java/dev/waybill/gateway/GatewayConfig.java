package dev.waybill.gateway;

import dev.waybill.gateway.auth.AuthConfig;
import dev.waybill.gateway.http.HttpConfig;
import dev.waybill.gateway.jobs.JobsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a gateway is told at its start.
 *
 * @param secretFile at least 32 random bytes, the same for every replica: ids of idempotent jobs
 *     and cursors are made with it
 */
public record GatewayConfig(HttpConfig http, AuthConfig auth, JobsConfig jobs, Path secretFile) {

  private static final String PREFIX = "WAYBILL_GATEWAY_";
  private static final Duration WEEK = Duration.ofDays(7);
  private static final long FIVE_GIB = 5L << 30;

  /**
   * Keys {@code WAYBILL_GATEWAY_*}, and the two bucket names of {@code WAYBILL_STORE_*}.
   *
   * @throws IllegalArgumentException naming the key that is missing or wrong
   */
  public static GatewayConfig fromEnv(Map<String, String> variables) {
    Env env = new Env(variables);
    Path secret = Path.of(env.required(PREFIX + "SECRET_FILE"));
    return new GatewayConfig(http(env), auth(env), jobs(env), secret);
  }

  private static HttpConfig http(Env env) {
    Optional<String> admin = env.text(PREFIX + "ADMIN_PORT");
    return new HttpConfig(
        env.text(PREFIX + "HOST", "0.0.0.0"),
        env.number(PREFIX + "PORT", 8080, 0, 65_535),
        admin.isEmpty() ? null : env.number(PREFIX + "ADMIN_PORT", 0, 0, 65_535),
        env.number(PREFIX + "MAX_BODY_BYTES", 65_536, 1024, 1 << 20),
        env.number(PREFIX + "MAX_HEADER_BYTES", 16_384, 4096, 1 << 20),
        env.seconds(PREFIX + "BODY_SECONDS", Duration.ofSeconds(15), Duration.ofMinutes(10)),
        env.seconds(PREFIX + "IDLE_SECONDS", Duration.ofSeconds(30), Duration.ofMinutes(10)),
        Duration.ofSeconds(env.number(PREFIX + "DRAIN_SECONDS", 5L, 0, 600)),
        env.seconds(PREFIX + "STOP_SECONDS", Duration.ofSeconds(20), Duration.ofMinutes(10)));
  }

  private static AuthConfig auth(Env env) {
    Optional<String> outside = env.text(PREFIX + "OIDC_ISSUER");
    return new AuthConfig(
        readScope(env),
        writeScope(env),
        outside.isPresent() ? oidc(env, outside.get()) : builtIn(env));
  }

  static String readScope(Env env) {
    return env.text(PREFIX + "SCOPE_READ", "idp-api/jobs.read");
  }

  static String writeScope(Env env) {
    return env.text(PREFIX + "SCOPE_WRITE", "idp-api/jobs.write");
  }

  private static AuthConfig.Oidc oidc(Env env, String issuer) {
    return new AuthConfig.Oidc(
        env.text(PREFIX + "ISSUER_ALIAS", "oidc"),
        issuer,
        env.text(PREFIX + "OIDC_AUDIENCE").orElse(null),
        env.list(PREFIX + "OIDC_CLIENTS"),
        env.seconds(PREFIX + "OIDC_KEYS_SECONDS", Duration.ofMinutes(15), Duration.ofDays(1)),
        env.seconds(PREFIX + "OIDC_REFETCH_SECONDS", Duration.ofSeconds(30), Duration.ofHours(1)));
  }

  private static AuthConfig.BuiltIn builtIn(Env env) {
    return new AuthConfig.BuiltIn(
        env.text(PREFIX + "ISSUER_ALIAS", "waybill"),
        env.text(PREFIX + "ISSUER", "urn:waybill"),
        env.text(PREFIX + "AUDIENCE", "waybill"),
        Path.of(env.required(PREFIX + "CLIENTS_FILE")),
        Path.of(env.required(PREFIX + "SIGNING_KEYS_FILE")),
        env.number(PREFIX + "TOKENS_PER_MINUTE", 120, 1, 1_000_000));
  }

  private static JobsConfig jobs(Env env) {
    return new JobsConfig(
        env.text(PREFIX + "NAMESPACE", "waybill"),
        env.required("WAYBILL_STORE_INPUT_BUCKET"),
        env.required("WAYBILL_STORE_OUTPUT_BUCKET"),
        new JobsConfig.Transfer(
            env.seconds(PREFIX + "UPLOAD_SECONDS", Duration.ofHours(1), WEEK),
            env.number(PREFIX + "UPLOAD_MAX_BYTES", FIVE_GIB, 1, FIVE_GIB),
            env.seconds(PREFIX + "DOWNLOAD_SECONDS", Duration.ofHours(1), WEEK),
            env.seconds(PREFIX + "LOG_SECONDS", Duration.ofMinutes(5), Duration.ofHours(1))),
        new JobsConfig.Quota(
            env.number(PREFIX + "MAX_PENDING_UPLOADS", 100, 1, 1_000_000),
            env.number(PREFIX + "MAX_ACTIVE_JOBS", 1000, 1, 1_000_000),
            env.number(PREFIX + "MAX_KEPT_JOBS", 10_000, 1, 1_000_000),
            env.number(PREFIX + "CREATIONS_PER_MINUTE", 600, 1, 1_000_000)),
        env.seconds(PREFIX + "RETENTION_SECONDS", WEEK, Duration.ofDays(3650)),
        ownerless(env));
  }

  private static boolean ownerless(Env env) {
    String value = env.text(PREFIX + "OWNERLESS_JOBS", "readable");
    return switch (value) {
      case "readable" -> true;
      case "hidden" -> false;
      default -> throw Env.refused(PREFIX + "OWNERLESS_JOBS", "must be readable or hidden");
    };
  }
}
