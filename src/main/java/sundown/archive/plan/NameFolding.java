package sundown.archive.plan;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Tells which names a file system may take for one and the same: Windows and macOS disregard case, macOS also how a
 * letter with an accent is composed. A few names too many count as the same, {@code ss} and {@code ß} for example.
 */
final class NameFolding {
    private NameFolding() {}

    static String fold(String name) {
        String lower = decomposed(name).toLowerCase(Locale.ROOT);
        return decomposed(lower.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }
}
