package dev.waybill.operator.file;

import dev.waybill.operator.file.FairShare.Demand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Grants starts to slices, on the one operator that leads. It counts what slice statuses say, and
 * grants nothing before it has read them all once. Thread-safe.
 */
final class Dispatcher {
  private final int cap;
  private final Supplier<Collection<SliceLoad>> all;
  private final Consumer<String> wake;
  private final Map<String, Account> accounts = new HashMap<>();
  private boolean rebuilt;

  /**
   * @param cap of files in progress, over all jobs; what {@link FairShare} takes for one
   * @param all slices with work in progress, read live
   * @param wake told the name of a slice that has been granted starts
   */
  Dispatcher(int cap, Supplier<Collection<SliceLoad>> all, Consumer<String> wake) {
    this.cap = cap;
    this.all = all;
    this.wake = wake;
  }

  private static final class Account {
    private SliceLoad load;
    private int granted;

    private Account(SliceLoad load) {
      this.load = load;
    }

    private int holds() {
      return load.inProgress() + granted;
    }

    private int wants() {
      return load.ready() - granted;
    }
  }

  /** Takes a slice's load down; returns the starts that it may make now. */
  int report(SliceLoad load) {
    Set<String> woken;
    int granted;
    synchronized (this) {
      rebuild();
      take(load);
      woken = round();
      Account account = accounts.get(load.name());
      granted = account == null ? 0 : account.granted;
    }
    woken.remove(load.name());
    woken.forEach(wake);
    return granted;
  }

  /**
   * A slice has claimed files, or has found none to claim: what it was granted is used up or given
   * back.
   */
  void settle(SliceLoad load) {
    Set<String> woken;
    synchronized (this) {
      Account account = accounts.get(load.name());
      if (account != null) {
        account.granted = 0;
      }
      take(load);
      woken = round();
    }
    woken.forEach(wake);
  }

  /** A slice could not make use of what it was granted; it will ask again. */
  synchronized void giveBack(String slice) {
    Account account = accounts.get(slice);
    if (account != null) {
      account.granted = 0;
      account.load = withReady(account.load, 0);
    }
  }

  /** Forgets slices that are no more; what they held is granted anew. */
  void keepOnly(Predicate<String> exists) {
    Set<String> woken;
    synchronized (this) {
      accounts.values().removeIf(account -> !exists.test(account.load.name()));
      woken = round();
    }
    woken.forEach(wake);
  }

  /** Files that are in progress, or have been granted a start. */
  synchronized int running() {
    return accounts.values().stream().mapToInt(Account::holds).sum();
  }

  /** Files that could start now, were there room. */
  synchronized int queued() {
    return accounts.values().stream().mapToInt(Account::wants).sum();
  }

  private void rebuild() {
    if (!rebuilt) {
      all.get().forEach(this::take);
      rebuilt = true;
    }
  }

  private void take(SliceLoad load) {
    Account account = accounts.get(load.name());
    if (account != null && load.olderThan(account.load)) {
      return;
    }
    if (load.idle()) {
      accounts.remove(load.name());
      return;
    }
    Account kept = accounts.computeIfAbsent(load.name(), name -> new Account(load));
    kept.load = load;
    kept.granted = Math.min(kept.granted, load.ready());
  }

  private Set<String> round() {
    Set<String> woken = new HashSet<>();
    Map<String, List<Account>> jobs =
        accounts.values().stream()
            .collect(Collectors.groupingBy(account -> account.load.job().name()));
    List<Demand> demands = new ArrayList<>();
    jobs.forEach((job, slices) -> demands.add(demand(job, slices)));
    FairShare.grant(demands, cap)
        .forEach((job, starts) -> woken.addAll(spread(jobs.get(job), starts)));
    return woken;
  }

  private static Demand demand(String job, List<Account> slices) {
    JobTerms terms =
        slices.stream()
            .map(slice -> slice.load.job())
            .filter(JobTerms::known)
            .findFirst()
            .orElse(slices.getFirst().load.job());
    return new Demand(
        job,
        terms.principal(),
        terms.since() + job,
        slices.stream().mapToInt(Account::holds).sum(),
        slices.stream().mapToInt(slice -> slice.load.held()).sum(),
        slices.stream().mapToInt(Account::wants).sum(),
        terms.parallelism());
  }

  /** A slice is fed whole before the next gets anything, so that few are written to at a time. */
  private static List<String> spread(List<Account> slices, int starts) {
    List<String> fed = new ArrayList<>();
    int left = starts;
    List<Account> inOrder =
        slices.stream().sorted(Comparator.comparingInt(account -> account.load.number())).toList();
    for (Account account : inOrder) {
      int part = Math.min(left, account.wants());
      if (part > 0) {
        account.granted += part;
        left -= part;
        fed.add(account.load.name());
      }
    }
    return fed;
  }

  private static SliceLoad withReady(SliceLoad load, int ready) {
    return new SliceLoad(
        load.name(),
        load.number(),
        load.version(),
        load.job(),
        load.inProgress(),
        load.held(),
        ready);
  }
}
