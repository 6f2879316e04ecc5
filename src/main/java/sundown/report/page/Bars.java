package sundown.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bars one below the other, each a part of the whole, under a line with its name and its figure: nothing can overlap.
 */
final class Bars {
    private static final int WIDTH = 480;
    private static final int ROW = 40;
    private static final int BAR = 12;

    private Bars() {}

    /**
     * A bar.
     *
     * @param kind its class in the style sheet
     */
    record Bar(String name, long part, String figure, String kind) {}

    static Markup of(String title, String description, List<Bar> bars) {
        long whole = Math.max(1, bars.stream().mapToLong(Bar::part).sum());
        List<Markup> content = new ArrayList<>(Drawing.described(title, description));
        for (int index = 0; index < bars.size(); index++) {
            content.add(row(bars.get(index), index * ROW, whole));
        }
        return Drawing.of(WIDTH, Math.max(1, bars.size()) * ROW, content);
    }

    private static Markup row(Bar bar, int top, long whole) {
        double length = (double) WIDTH * bar.part() / whole;
        // What is not nothing can be seen.
        double shown = bar.part() == 0 ? 0 : Math.max(2, length);
        return Markup.all(
                Drawing.text(bar.name(), 0, top + 16, "start"),
                Drawing.text(bar.figure(), WIDTH, top + 16, "end"),
                rectangle(top, WIDTH, "track"),
                rectangle(top, shown, bar.kind()));
    }

    private static Markup rectangle(int top, double width, String kind) {
        return Markup.element(
                "rect",
                Map.of(
                        "x", "0",
                        "y", Integer.toString(top + 22),
                        "width", Drawing.number(width),
                        "height", Integer.toString(BAR),
                        "class", kind));
    }
}
