package sundown.report.page;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A piece of HTML or SVG that is well-formed as XML, too. Text and the values of attributes are escaped where they
 * become a piece.
 *
 * @param source what it is made of; only what this class wrote, or a constant
 */
record Markup(String source) {
    /** Nothing. */
    static final Markup NONE = new Markup("");

    /** Text; what XML does not allow at all is replaced. */
    static Markup text(String text) {
        return new Markup(escaped(text));
    }

    /** An element without attributes. */
    static Markup element(String name, Markup... content) {
        return element(name, Map.of(), content);
    }

    /** An element. */
    static Markup element(String name, Map<String, String> attributes, Markup... content) {
        String opening = new TreeMap<>(attributes)
                .entrySet().stream()
                        .map(attribute -> " " + attribute.getKey() + "=\"" + escaped(attribute.getValue()) + "\"")
                        .collect(Collectors.joining("", "<" + name, ""));
        String inside = Arrays.stream(content).map(Markup::source).collect(Collectors.joining());
        return new Markup(inside.isEmpty() ? opening + " />" : opening + ">" + inside + "</" + name + ">");
    }

    /** Pieces one after the other. */
    static Markup all(Collection<Markup> pieces) {
        return new Markup(pieces.stream().map(Markup::source).collect(Collectors.joining("\n")));
    }

    /** Pieces one after the other. */
    static Markup all(Markup... pieces) {
        return all(Arrays.asList(pieces));
    }

    private static String escaped(String text) {
        return text.codePoints().mapToObj(Markup::escaped).collect(Collectors.joining());
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> Character.toString(allowed(codePoint) ? codePoint : '\uFFFD');
        };
    }

    /** The characters of XML 1.0, section 2.2. */
    private static boolean allowed(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || (codePoint >= 0x20 && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
                || codePoint >= 0x10000;
    }

    @Override
    public String toString() {
        return source;
    }
}
