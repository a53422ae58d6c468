package dev.waybill.storage.archive;

/**
 * A file of an archive that counts: directories, {@code __MACOSX/} and {@code .DS_Store} are gone.
 *
 * @param name flattened and made unique (contract, idp), at most 255 bytes
 * @param refusal why this entry cannot be processed, null where it can
 */
public record ArchiveEntry(String name, EntryPlace place, String refusal) {}
