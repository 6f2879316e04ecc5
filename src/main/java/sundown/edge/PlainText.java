package sundown.edge;

import java.util.stream.Collectors;

/**
 * Text from outside, in lines that people read. Line breaks, other control characters, and invisible or directional
 * format characters could forge a line or change what it seems to say, so they are written as escapes.
 */
public final class PlainText {
    private PlainText() {}

    /**
     * The text with JSON escapes of four hexadecimal digits; a backslash is doubled, so that no text reads like
     * another.
     */
    public static String of(String text) {
        return text.codePoints().mapToObj(PlainText::escaped).collect(Collectors.joining());
    }

    /** The text in one line, for people to read: a question mark stands for each character that is not harmless. */
    public static String line(String text) {
        return text.codePoints()
                .map(character -> harmless(character) ? character : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String escaped(int character) {
        String own = Character.toString(character);
        if (harmless(character)) {
            return own.replace("\\", "\\\\");
        }
        return own.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    }

    private static boolean harmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
