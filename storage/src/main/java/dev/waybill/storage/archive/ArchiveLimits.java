package dev.waybill.storage.archive;

/**
 * What an archive may be (contract, idp).
 *
 * @param maxFiles 10,000 unless configured
 * @param maxTotalBytes declared, 20 GiB unless configured
 * @param maxRatio of declared to compressed size, for entries above {@code ratioFromBytes}
 */
public record ArchiveLimits(int maxFiles, long maxTotalBytes, int maxRatio, long ratioFromBytes) {
  public static final ArchiveLimits DEFAULT = new ArchiveLimits(10_000, 20L << 30, 200, 1L << 20);
}
