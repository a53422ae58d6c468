package dev.waybill.kubernetes.schema;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A compiled CEL expression over {@code self} and {@code oldSelf}. Values are dynamically typed:
 * what Kubernetes finds out from the schema beforehand shows here when the rule is asked.
 */
final class Expression {
  private static final int MAX_TEXT = 10_000;

  // Bounds what one rule may cost; the strings it works on are bounded by the request's body.
  private static final int MAX_ITERATIONS = 100_000;
  private static final int MAX_CACHED = 1_000;
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxExpressionCodePointSize(MAX_TEXT)
          .enableHeterogeneousNumericComparisons(true)
          .build();
  private static final Map<String, Expression> CACHE = new ConcurrentHashMap<>();

  private final CelRuntime.Program program;
  private final boolean mentionsOld;

  private Expression(CelRuntime.Program program, boolean mentionsOld) {
    this.program = program;
    this.mentionsOld = mentionsOld;
  }

  /**
   * Compiles an expression.
   *
   * @param decides whether it yields a truth value; else a text
   */
  static Expression compile(String text, boolean decides) throws CelValidationException {
    String key = decides + text;
    Expression known = CACHE.get(key);
    if (known != null) {
      return known;
    }
    Expression made = make(text, decides);
    if (CACHE.size() < MAX_CACHED) {
      CACHE.put(key, made);
    }
    return made;
  }

  Object evaluate(Map<String, ?> variables) throws CelEvaluationException {
    return program.eval(variables);
  }

  boolean mentionsOld() {
    return mentionsOld;
  }

  private static Expression make(String text, boolean decides) throws CelValidationException {
    Cel cel = decides ? Environments.DECIDING : Environments.TELLING;
    CelAbstractSyntaxTree ast = cel.compile(text).getAst();
    boolean mentionsOld =
        CelNavigableAst.fromAst(ast)
            .getRoot()
            .allNodes()
            .anyMatch(
                node ->
                    node.getKind() == Kind.IDENT && node.expr().ident().name().equals("oldSelf"));
    try {
      return new Expression(cel.createProgram(ast), mentionsOld);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException(e);
    }
  }

  // Made when the first definition with a rule comes: it takes a while.
  private static final class Environments {
    static final Cel DECIDING = environment(SimpleType.BOOL);
    static final Cel TELLING = environment(SimpleType.STRING);

    private static Cel environment(CelType result) {
      return CelFactory.standardCelBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addCompilerLibraries(
              CelExtensions.strings(), CelExtensions.optional(), CelExtensions.sets(OPTIONS))
          .addRuntimeLibraries(
              CelExtensions.strings(), CelExtensions.optional(), CelExtensions.sets(OPTIONS))
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .setResultType(result)
          .build();
    }
  }
}
