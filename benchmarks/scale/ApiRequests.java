import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API server's own count of what it was asked, everybody's together. */
final class ApiRequests {
  private static final Pattern LINE = Pattern.compile("^apiserver_request_total\\{(.*)} (\\S+)$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private ApiRequests() {}

  static Map<String, Long> read(KubernetesClient client) {
    Map<String, Long> all = new TreeMap<>();
    Matcher line = LINE.matcher(client.raw("/metrics"));
    while (line.find()) {
      Map<String, String> labels = new TreeMap<>();
      Matcher label = LABEL.matcher(line.group(1));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
      String sub = labels.getOrDefault("subresource", "");
      String what = labels.get("verb") + " " + labels.get("resource") + (sub.isEmpty() ? "" : "/" + sub);
      all.merge(what, (long) Double.parseDouble(line.group(2)), Long::sum);
    }
    return all;
  }
}
