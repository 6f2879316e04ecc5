package sundown.report.page;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import sundown.report.Day;
import sundown.report.GroupProgress;
import sundown.report.ProgressReport;

/** The report for a manager: one file, which needs nothing else. */
public final class ReportPage {
    private static final String DOCTYPE = "<!DOCTYPE html>\n";

    private ReportPage() {}

    /** The page as HTML that is well-formed XML, too. */
    public static String of(ProgressReport report) {
        String title = "Sundown: progress on " + Words.day(report.at());
        Markup page = Markup.element(
                "html", Map.of("lang", "en-GB"), head(title), Markup.element("body", body(title, report)));
        return DOCTYPE + page + "\n";
    }

    private static Markup head(String title) {
        return Markup.element(
                "head",
                Markup.element("meta", Map.of("charset", "utf-8")),
                Markup.element("meta", Map.of("name", "viewport", "content", "width=device-width, initial-scale=1")),
                Markup.element("title", Markup.text(title)),
                Markup.element("style", Style.SHEET));
    }

    private static Markup body(String title, ProgressReport report) {
        List<Markup> groups = report.groups().stream()
                .map(group -> GroupSection.of(group, report.at()))
                .toList();
        return Markup.element(
                "main", Markup.element("h1", Markup.text(title)), summary(report), Markup.all(groups), foot(report));
    }

    private static Markup summary(ProgressReport report) {
        Table table = new Table("All groups", "Group", "Days to the close", "Users", "Taken out", "Left at the close");
        report.groups().forEach(group -> row(table, group));
        return table.markup();
    }

    private static void row(Table table, GroupProgress group) {
        Day today = group.today();
        table.row(
                group.group().id().value(),
                days(group),
                Words.number(today.users()),
                Words.share(today.taken().users(), today.users()),
                switch (group.phase()) {
                    case RUNNING, ANNOUNCED, EXPORTS_OPEN ->
                        group.remainder()
                                .map(left -> Words.number(left.users()))
                                .orElse("–");
                    case CLOSED -> Words.number(today.left().users());
                });
    }

    private static String days(GroupProgress group) {
        return switch (group.phase()) {
            case RUNNING, ANNOUNCED, EXPORTS_OPEN -> Words.number(group.daysToClose());
            case CLOSED -> "closed";
        };
    }

    private static Markup foot(ProgressReport report) {
        return Markup.element(
                "p",
                Map.of("class", "note"),
                Markup.text("Report " + report.id() + ", counted from "
                        + report.at().truncatedTo(ChronoUnit.SECONDS)
                        + " on. Days are in UTC, sizes in powers of 1,000."));
    }
}
