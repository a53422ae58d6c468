package dev.waybill.local.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;

/**
 * What Argo CD makes of an object: the sample's Lua, run with no more libraries than Argo CD gives
 * it.
 *
 * @param status Healthy, Progressing, Degraded or Suspended
 */
record ArgoHealth(String status, String message) {
  private static final String KEY = "resource.customizations.health.waybill.dev_ProcessingJob";

  static ArgoHealth of(JsonNode object) {
    String script =
        GitOpsSamples.read("argocd/argocd-cm.yaml").getFirst().path("data").path(KEY).asText();
    Globals globals = new Globals();
    globals.load(new BaseLib());
    globals.load(new PackageLib());
    globals.load(new TableLib());
    LoadState.install(globals);
    LuaC.install(globals);
    globals.set("obj", lua(object));
    LuaValue health = globals.load(script, KEY).call();
    return new ArgoHealth(health.get("status").checkjstring(), health.get("message").tojstring());
  }

  private static LuaValue lua(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        LuaTable table = new LuaTable();
        node.properties().forEach(member -> table.set(member.getKey(), lua(member.getValue())));
        yield table;
      }
      case ARRAY -> {
        LuaTable table = new LuaTable();
        for (int i = 0; i < node.size(); i++) {
          table.set(i + 1, lua(node.get(i)));
        }
        yield table;
      }
      case BOOLEAN -> LuaValue.valueOf(node.booleanValue());
      case NUMBER -> LuaValue.valueOf(node.doubleValue());
      case STRING -> LuaValue.valueOf(node.textValue());
      default -> LuaValue.NIL;
    };
  }
}
