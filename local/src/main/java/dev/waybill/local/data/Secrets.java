package dev.waybill.local.data;

import dev.waybill.local.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Random secrets of one data folder: made when first asked for, then the same for good. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private final Path folder;

  public Secrets(DataFolder data) {
    this.folder = data.secrets();
  }

  /** A secret of 43 characters, letters, digits, {@code -} and {@code _}. */
  public String text(String name) {
    return text(name, Secrets::random);
  }

  /** What {@code make} gives at the first time. */
  public String text(String name, Supplier<String> make) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        PrivateFiles.write(file, make.get().getBytes(StandardCharsets.UTF_8));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new Trouble("the secret in " + file + " can be neither read nor made", e);
    }
  }

  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
