package sundown.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A table whose first column names its rows and whose others are figures. */
final class Table {
    private final List<Markup> rows = new ArrayList<>();
    private final String caption;
    private final List<String> columns;

    Table(String caption, String... columns) {
        this.caption = caption;
        this.columns = Arrays.asList(columns);
    }

    /** Adds a row. */
    Table row(String name, String... figures) {
        Markup head = Markup.element("th", Map.of("scope", "row"), Markup.text(name));
        List<Markup> cells = Arrays.stream(figures)
                .map(figure -> Markup.element("td", Markup.text(figure)))
                .toList();
        rows.add(Markup.element("tr", head, Markup.all(cells)));
        return this;
    }

    /** The table; it can be moved sideways where it is wider than its place. */
    Markup markup() {
        Markup heads = Markup.all(columns.stream()
                .map(column -> Markup.element("th", Map.of("scope", "col"), Markup.text(column)))
                .toList());
        return Markup.element(
                "div",
                Map.of("class", "scroll"),
                Markup.element(
                        "table",
                        Markup.element("caption", Markup.text(caption)),
                        Markup.element("thead", Markup.element("tr", heads)),
                        Markup.element("tbody", Markup.all(rows))));
    }
}
