package sundown.report.page;

import java.util.Map;

/** A picture and the table with its figures, side by side where there is room. */
final class Chart {
    private Chart() {}

    static Markup of(String heading, Markup picture, Table table, String caption) {
        return Markup.element(
                "figure",
                Markup.element("h3", Markup.text(heading)),
                Markup.element("div", Map.of("class", "pair"), picture, table.markup()),
                caption.isEmpty() ? Markup.NONE : Markup.element("figcaption", Markup.text(caption)));
    }

    /** What stands where there is nothing to show. */
    static Markup nothing(String heading, String sentence) {
        return Markup.element(
                "figure", Markup.element("h3", Markup.text(heading)), Markup.element("p", Markup.text(sentence)));
    }
}
