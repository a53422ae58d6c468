import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Starts workers on one small document, by turns with each of the commands given, and prints how long
 * each takes to ask for its first byte and to end: medians in milliseconds, and ratios to the first. First
 * with a store that is spoken to in the clear, then with one that is spoken to by TLS.
 *
 * <p>Arguments: rounds, the PKCS12 file of the store's key with its password, then commands (each one
 * argument, split at spaces).
 */
public final class WorkerStart {
  private static final byte[] TEXT = "Forty-two crates of ship lanterns.".getBytes(StandardCharsets.UTF_8);

  private static volatile Process running;
  private static volatile long firstRead;
  private static volatile long firstReadCpu;

  /** Nanoseconds, of the clock and of all processors. */
  record Run(long toFirstByte, long cpuToFirstByte, long toEnd) {}

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    List<String> commands = List.of(args).subList(3, args.length);
    measure("http", HttpServer.create(), rounds, commands);
    HttpsServer secure = HttpsServer.create();
    secure.setHttpsConfigurator(new ClientsChoice(tls(Path.of(args[1]), args[2].toCharArray())));
    measure("https", secure, rounds, commands);
  }

  /** Leaves the cipher to the client, as most stores do. */
  private static final class ClientsChoice extends HttpsConfigurator {
    ClientsChoice(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters connection) {
      SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
      parameters.setUseCipherSuitesOrder(false);
      connection.setSSLParameters(parameters);
    }
  }

  private static void measure(String scheme, HttpServer server, int rounds, List<String> commands)
      throws Exception {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    byte[] archive = archive();
    server.createContext("/archive", exchange -> read(exchange, archive));
    server.createContext("/forms", WorkerStart::take);
    server.start();
    String url = scheme + "://127.0.0.1:" + server.getAddress().getPort();
    try {
      List<List<Run>> runs = runs(rounds, commands, url);
      for (int i = 0; i < commands.size(); i++) {
        System.out.println(
            "%s %d: first byte %s, its CPU time %s, end %s"
                .formatted(
                    scheme,
                    i + 1,
                    ratio(runs, i, Run::toFirstByte),
                    ratio(runs, i, Run::cpuToFirstByte),
                    ratio(runs, i, Run::toEnd)));
      }
    } finally {
      server.stop(0);
    }
  }

  private static List<List<Run>> runs(int rounds, List<String> commands, String url) throws Exception {
    List<List<Run>> runs = commands.stream().map(command -> (List<Run>) new ArrayList<Run>()).toList();
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < commands.size(); i++) {
        Run run = run(commands.get(i), url);
        if (round > 0) { // The first warms the file system's cache.
          runs.get(i).add(run);
        }
      }
    }
    return runs;
  }

  private static SSLContext tls(Path file, char[] password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file)) {
      store.load(content, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static String ratio(List<List<Run>> runs, int i, ToLongFunction<Run> what) {
    long own = median(runs.get(i), what);
    return "%d ms (ratio %.2f)".formatted(own / 1_000_000, (double) own / median(runs.getFirst(), what));
  }

  private static Run run(String command, String url) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command.split(" "));
    builder.environment().clear();
    builder.environment().putAll(environment(url));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.PIPE);
    firstRead = 0;
    long start = System.nanoTime();
    Process process = builder.start();
    running = process;
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    long end = System.nanoTime();
    if (code != 0) {
      throw new IllegalStateException("exit code " + code + ": " + output);
    }
    return new Run(firstRead - start, firstReadCpu, end - start);
  }

  private static Map<String, String> environment(String url) {
    CRC32 crc = new CRC32();
    crc.update(TEXT);
    String grant =
        """
        {"readUrl":"%1$s/archive","readETag":"e","writeUrl":"%1$s/forms","writeFields":{},
        "writePrefix":"jobs/","maxBytes":1000000,"expiresAt":9999999999}"""
            .formatted(url);
    String place =
        "{\"offset\":0,\"compressedSize\":%1$d,\"size\":%1$d,\"method\":0,\"crc\":%2$d}"
            .formatted(TEXT.length, crc.getValue());
    return Map.of(
        "WAYBILL_JOB_ID", "00000000-0000-4000-8000-000000000000",
        "WAYBILL_FILE_INDEX", "0",
        "WAYBILL_ATTEMPT", "1",
        "WAYBILL_FILE_NAME", "a.txt",
        "WAYBILL_FILE_PLACE", place,
        "WAYBILL_GRANT", grant);
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CRC32 crc = new CRC32();
    crc.update(TEXT);
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("a.txt");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(TEXT.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(TEXT);
    }
    return bytes.toByteArray();
  }

  private static void read(HttpExchange exchange, byte[] archive) throws IOException {
    if (firstRead == 0) {
      firstRead = System.nanoTime();
      firstReadCpu = running.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
    String[] range = exchange.getRequestHeaders().getFirst("Range").substring("bytes=".length()).split("-");
    int from = Math.min(Integer.parseInt(range[0]), archive.length);
    byte[] body = Arrays.copyOfRange(archive, from, Math.min(Integer.parseInt(range[1]) + 1, archive.length));
    try (exchange) {
      exchange.sendResponseHeaders(body.length == 0 ? 416 : 206, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static long median(List<Run> runs, ToLongFunction<Run> what) {
    return runs.stream().mapToLong(what).sorted().toArray()[runs.size() / 2];
  }
}
