package sundown.local.http;

import java.util.Map;
import java.util.stream.Collectors;

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

    public static String hiddenFields(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(escaped(field.getKey()), escaped(field.getValue())))
                .collect(Collectors.joining("\n"));
    }

    /** A page with a form; its title is its heading, too. */
    public static String page(String title, String content) {
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <link rel="icon" href="data:,">
            <meta name="viewport" content="width=device-width">
            <title>%1$s</title>
            <style>body { font: 16px system-ui; max-width: 30em; margin: 3em auto; padding: 0 1em } input, button { font: inherit; padding: .4em }</style>
            <h1>%1$s</h1>
            %2$s</html>
            """.formatted(title, content);
    }
}
