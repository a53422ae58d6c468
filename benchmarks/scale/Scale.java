import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Entry of {@code benchmarks/scale.sh}; prints what was measured, ratios last. */
public final class Scale {
  /** Files of one job in progress at once, and bare Jobs outstanding at once: the same cap. */
  static final int CAP = 500;

  private Scale() {}

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    try (Bench bench = Bench.open(home)) {
      switch (args[1]) {
        case "pairs" -> pairs(bench, number(args, 2, 2000), number(args, 3, 3));
        case "large" -> large(bench, number(args, 2, 10_000), number(args, 3, 2000));
        case "fair" -> fair(bench, number(args, 2, 100), number(args, 3, 100));
        default -> throw new IllegalArgumentException(args[1]);
      }
    }
  }

  private static int number(String[] args, int index, int preset) {
    return args.length > index ? Integer.parseInt(args[index]) : preset;
  }

  private static void pairs(Bench bench, int files, int pairs) throws Exception {
    List<Double> ratios = new ArrayList<>();
    bench.job(200); // classes, caches and connections on both sides
    for (int pair = 1; pair <= pairs; pair++) {
      double bare = bench.bare(files);
      Bench.Run run = bench.job(files);
      ratios.add(run.rate() / bare);
      say("pair %d: bare %.1f Jobs a second; %s; ratio %.2f", pair, bare, run, ratios.getLast());
    }
    ratios.sort(null);
    say("ratio of files a second to bare Jobs a second, median of %d: %.2f", pairs, ratios.get(pairs / 2));
  }

  private static void large(Bench bench, int files, int small) throws Exception {
    bench.job(200);
    Bench.Run first = bench.job(small);
    say("%s", first);
    Bench.Run run = bench.job(files);
    say("%s", run);
    say("CPU a file of %d files to that of %d: %.2f", files, small, run.cpuMillis() / first.cpuMillis());
    say("rate of %d files to that of %d: %.2f", files, small, run.rate() / first.rate());
    bench.requests(files).forEach((what, count) -> say("  %-46s %8.3f a file", what, (double) count / files));
  }

  private static void fair(Bench bench, int jobs, int files) throws Exception {
    say("smallest share of its due while all run: %.2f", bench.fair(jobs, files));
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
