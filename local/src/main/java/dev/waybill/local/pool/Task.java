package dev.waybill.local.pool;

import java.util.List;
import java.util.Map;

/** What one container does: the worker's arguments and its environment, which holds secrets. */
public record Task(List<String> args, Map<String, String> env) {
  public Task {
    args = List.copyOf(args);
    env = Map.copyOf(env);
  }

  @Override
  public String toString() {
    return "Task" + args;
  }
}
