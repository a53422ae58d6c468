package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One of {@code x-kubernetes-validations}.
 *
 * @param transition whether the rule is about a change, and so asked only where there is one
 * @param optionalOld whether {@code oldSelf} may be absent, and is an optional value
 */
record Rule(
    String text,
    Expression expression,
    String message,
    Optional<Expression> messageExpression,
    String reason,
    String fieldPath,
    boolean transition,
    boolean optionalOld) {

  static Rule read(JsonNode json, String path) {
    String text = Json.text(json, "rule");
    boolean optionalOld = json.path("optionalOldSelf").asBoolean();
    Expression expression = compile(text, path + ".rule", true);
    String message = Json.text(json, "messageExpression");
    Optional<Expression> messageExpression =
        message.isEmpty()
            ? Optional.empty()
            : Optional.of(compile(message, path + ".messageExpression", false));
    String reason = Json.text(json, "reason");
    return new Rule(
        text,
        expression,
        Json.text(json, "message"),
        messageExpression,
        reason.isEmpty() ? "FieldValueInvalid" : reason,
        Json.text(json, "fieldPath"),
        expression.mentionsOld() && !optionalOld,
        optionalOld);
  }

  /**
   * Asks the rule.
   *
   * @param old null where there was nothing before
   * @param type of the value, which the refusal names instead of the value
   */
  Optional<FieldError> check(String path, String type, Object self, Object old) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("self", self);
    if (optionalOld) {
      variables.put("oldSelf", Optional.ofNullable(old));
    } else if (old != null) {
      variables.put("oldSelf", old);
    }
    try {
      if (Boolean.TRUE.equals(expression.evaluate(variables))) {
        return Optional.empty();
      }
      return Optional.of(error(path, type, message(variables)));
    } catch (CelEvaluationException e) {
      return Optional.of(
          error(path, type, "rule evaluation error: " + e.getMessage() + ": " + text));
    }
  }

  private FieldError error(String path, String type, String text) {
    String where = fieldPath.isEmpty() ? path : path + fieldPath;
    return new FieldError(reason, where, "Invalid value: \"" + type + "\": " + text);
  }

  private String message(Map<String, Object> variables) {
    String fallback = message.isEmpty() ? "failed rule: " + text : message;
    try {
      return messageExpression.isEmpty()
          ? fallback
          : String.valueOf(messageExpression.get().evaluate(variables));
    } catch (CelEvaluationException e) {
      return fallback;
    }
  }

  private static Expression compile(String text, String path, boolean decides) {
    try {
      return Expression.compile(text, decides);
    } catch (CelValidationException e) {
      String why = "compilation failed: " + e.getMessage();
      throw new InvalidSchema(FieldError.invalid(path, TextNode.valueOf(text), why));
    }
  }
}
