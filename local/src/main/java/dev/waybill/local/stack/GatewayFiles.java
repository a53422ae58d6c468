package dev.waybill.local.stack;

import dev.waybill.gateway.auth.IssuerFiles;
import dev.waybill.local.data.Credentials;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.data.Secrets;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that a gateway reads its secrets from, made at the first start.
 *
 * @param clients the one client, its secret hashed
 */
record GatewayFiles(Path secret, Path clients, Path signingKeys) {
  private static final List<String> SCOPES = List.of("idp-api/jobs.read", "idp-api/jobs.write");

  static GatewayFiles in(Secrets secrets, DataFolder folder, Credentials credentials) {
    secrets.text("gateway-secret");
    secrets.text(
        "gateway-clients.json",
        () -> IssuerFiles.oneClient(credentials.clientId(), credentials.clientSecret(), SCOPES));
    secrets.text("gateway-signing-keys.json", IssuerFiles::newSigningKeys);
    return new GatewayFiles(
        folder.secrets().resolve("gateway-secret"),
        folder.secrets().resolve("gateway-clients.json"),
        folder.secrets().resolve("gateway-signing-keys.json"));
  }
}
