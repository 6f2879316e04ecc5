package sundown.local.http;

/** HTML of the small forms that stand-ins show. */
public final class Markup {
    private Markup() {}

    /** A text as HTML, in content and in attributes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A field that a form sends and nobody sees. */
    public static String hiddenField(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(escaped(name), escaped(value));
    }
}
