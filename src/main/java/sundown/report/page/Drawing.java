package sundown.report.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What drawings in SVG have in common. Coordinates are those of the picture, which is as wide as its place allows. */
final class Drawing {
    private Drawing() {}

    /** A picture. */
    static Markup of(int width, int height, List<Markup> content) {
        return Markup.element(
                "svg",
                Map.of(
                        "xmlns", "http://www.w3.org/2000/svg",
                        "role", "img",
                        "viewBox", "0 0 %d %d".formatted(width, height)),
                Markup.all(content));
    }

    /** What it shows, for those who do not see it. */
    static List<Markup> described(String title, String description) {
        return List.of(Markup.element("title", Markup.text(title)), Markup.element("desc", Markup.text(description)));
    }

    /** A line of text from, around or up to a point. */
    static Markup text(String text, double x, double y, String anchor) {
        return Markup.element("text", Map.of("x", number(x), "y", number(y), "text-anchor", anchor), Markup.text(text));
    }

    /** A straight line. */
    static Markup line(double x1, double y1, double x2, double y2, String kind) {
        return Markup.element(
                "line", Map.of("x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2), "class", kind));
    }

    /** A dot. */
    static Markup dot(double x, double y, String kind) {
        return Markup.element("circle", Map.of("cx", number(x), "cy", number(y), "r", "4", "class", kind));
    }

    /** A coordinate. */
    static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
