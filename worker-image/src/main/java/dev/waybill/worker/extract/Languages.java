package dev.waybill.worker.extract;

import java.lang.Character.UnicodeScript;
import org.apache.tika.langdetect.optimaize.OptimaizeLangDetector;
import org.apache.tika.language.detect.LanguageResult;

/** Tells a text's language; the models are loaded with the first text that needs them. */
final class Languages {
  /** Less text than this is guessed wrong more often than not. */
  private static final int MIN_LETTERS = 30;

  /** Of Japanese text, kana are at least a quarter; of any other, none. */
  private static final double KANA = 0.1;

  /**
   * Five of the detector's seven trials: neighbours such as Spanish and Galician share the rest.
   */
  private static final double CERTAIN = 0.7;

  private Languages() {}

  /** ISO 639-1 (Chinese with its region: zh-CN, zh-TW), null where it is not certain. */
  static String of(CharSequence text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    if (letters < MIN_LETTERS) {
      return null;
    }
    // The models take Japanese with many kanji for Chinese.
    if (text.codePoints().filter(Languages::isKana).count() > KANA * letters) {
      return "ja";
    }
    LanguageResult result = new OptimaizeLangDetector().loadModels().detect(text);
    return result.getRawScore() >= CERTAIN ? result.getLanguage() : null;
  }

  private static boolean isKana(int point) {
    UnicodeScript script = UnicodeScript.of(point);
    return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
  }
}
