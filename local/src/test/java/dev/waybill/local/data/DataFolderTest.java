package dev.waybill.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.local.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void a_folder_is_one_process_s_until_it_is_closed() {
    DataFolder data = DataFolder.open(folder.resolve("data"));
    FolderLock lock = FolderLock.take(data);

    assertThat(FolderLock.taken(data)).isTrue();
    assertThatThrownBy(() -> FolderLock.take(data))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("in use by another waybill (process ")
        .hasMessageContaining("--data")
        .message()
        .hasLineCount(1);

    lock.close();
    assertThat(FolderLock.taken(data)).isFalse();
  }

  @Test
  void a_folder_that_cannot_be_made_is_named_in_one_line() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
        .isInstanceOf(Trouble.class)
        .hasMessage("the data folder " + file.resolve("data") + " cannot be written");
  }

  @Test
  void folder_and_secrets_are_their_owner_s_alone() throws Exception {
    DataFolder data = DataFolder.open(folder.resolve("data"));
    Secrets secrets = new Secrets(data);
    String made = secrets.text("key");

    assertThat(secrets.text("key")).isEqualTo(made).hasSize(43);
    assertThat(permissions(data.root())).isEqualTo("rwx------");
    assertThat(permissions(data.secrets())).isEqualTo("rwx------");
    assertThat(permissions(data.secrets().resolve("key"))).isEqualTo("rw-------");
    Credentials credentials = Credentials.of(data);
    assertThat(Credentials.of(data)).isEqualTo(credentials);
    assertThat(permissions(data.credentials())).isEqualTo("rw-------");
    assertThat(credentials.toString()).doesNotContain(credentials.clientSecret());
  }

  @Test
  void the_usual_place_follows_XDG_DATA_HOME_where_that_is_absolute() {
    Path home = Path.of(System.getProperty("user.home"));

    assertThat(DataFolder.usual(Map.of("XDG_DATA_HOME", "/x"))).isEqualTo(Path.of("/x/waybill"));
    assertThat(DataFolder.usual(Map.of())).isEqualTo(home.resolve(".local/share/waybill"));
    assertThat(DataFolder.usual(Map.of("XDG_DATA_HOME", ""))).isEqualTo(DataFolder.usual(Map.of()));
  }

  @Test
  void an_unfinished_run_is_remembered_for_exactly_its_archive() throws Exception {
    DataFolder data = DataFolder.open(folder.resolve("data"));
    RunMemory memory = new RunMemory(data);
    Path file = Files.writeString(folder.resolve("a.zip"), "one");
    ArchiveFile archive = ArchiveFile.of(file);
    String key = memory.begin(archive);

    assertThat(new RunMemory(data).find(ArchiveFile.of(file))).contains(key);
    ArchiveFile changed = ArchiveFile.of(Files.writeString(file, "two"));
    assertThat(memory.find(changed)).isEmpty();
    memory.end(archive);
    assertThat(memory.find(archive)).isEmpty();
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
