package dev.waybill.operator.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToIntFunction;

/**
 * How many may start, and who is next: the principal with the least in progress, and of its jobs
 * the one with the least in progress; the older first where they are equal. So a large job cannot
 * starve a small one, nor a principal with many jobs one with few. Nor do files that are held
 * ({@link HeldFiles}) keep others from it: they take none of the cap, up to nine caps of them. A
 * job alone never has more than one cap in progress, nor have all jobs of one principal, which may
 * have three caps held besides; of those of nobody, which somebody applied, what is held alone is
 * counted together.
 */
final class FairShare {
  /**
   * What a job wants.
   *
   * @param order of jobs that have as much as each other
   * @param inProgress started, or granted and not started yet
   * @param held those of them that are in nobody's way
   * @param ready files that could start now
   * @param limit of its files in progress
   */
  record Demand(
      String job, String principal, String order, int inProgress, int held, int ready, int limit) {}

  /** Caps: what is held is objects of the API server all the same. */
  private static final long MOST_HELD = 9;

  /** Caps, of one principal. */
  private static final long MOST_HELD_OF_ONE = 3;

  private static final class Share {
    private final Demand demand;
    private final int limit;
    private int granted;

    private Share(Demand demand, int cap) {
      this.demand = demand;
      this.limit = Math.min(demand.limit(), cap);
    }

    private int inProgress() {
      return demand.inProgress() + granted;
    }

    private boolean wantsMore() {
      return granted < demand.ready() && inProgress() < limit;
    }
  }

  private static final class Principal {
    private final String name;
    private final PriorityQueue<Share> jobs =
        new PriorityQueue<>(
            Comparator.comparingInt(Share::inProgress)
                .thenComparing(share -> share.demand.order()));
    private int inProgress;
    private int held;

    private Principal(String name) {
      this.name = name;
    }

    private boolean mayHave(int cap) {
      boolean within = name.isEmpty() || inProgress - held < cap;
      return !jobs.isEmpty() && within && held < MOST_HELD_OF_ONE * cap;
    }
  }

  private FairShare() {}

  /**
   * @param cap of files in progress over all jobs
   * @return how many more files each job may start, jobs that may start none left out
   */
  static Map<String, Integer> grant(Collection<Demand> demands, int cap) {
    List<Share> shares = demands.stream().map(demand -> new Share(demand, cap)).toList();
    PriorityQueue<Principal> line =
        new PriorityQueue<>(
            Comparator.comparingInt((ToIntFunction<Principal>) one -> one.inProgress)
                .thenComparing(one -> one.name));
    principals(shares).stream().filter(one -> one.mayHave(cap)).forEach(line::add);
    long free = free(demands, cap);
    while (free > 0 && !line.isEmpty()) {
      Principal principal = line.poll();
      Share share = principal.jobs.poll();
      share.granted++;
      principal.inProgress++;
      free--;
      if (share.wantsMore()) {
        principal.jobs.add(share);
      }
      if (principal.mayHave(cap)) {
        line.add(principal);
      }
    }
    Map<String, Integer> granted = new LinkedHashMap<>();
    shares.stream()
        .filter(share -> share.granted > 0)
        .forEach(share -> granted.put(share.demand.job(), share.granted));
    return granted;
  }

  private static long free(Collection<Demand> demands, int cap) {
    long inProgress = demands.stream().mapToLong(Demand::inProgress).sum();
    long held = demands.stream().mapToLong(Demand::held).sum();
    return cap - inProgress + Math.min(held, MOST_HELD * cap);
  }

  private static Collection<Principal> principals(List<Share> shares) {
    Map<String, Principal> all = new LinkedHashMap<>();
    for (Share share : shares) {
      Principal principal = all.computeIfAbsent(share.demand.principal(), Principal::new);
      principal.inProgress += share.demand.inProgress();
      principal.held += share.demand.held();
      if (share.wantsMore()) {
        principal.jobs.add(share);
      }
    }
    return all.values();
  }
}
