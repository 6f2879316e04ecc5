package sundown.report.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sundown.report.Day;
import sundown.report.Figures;
import sundown.report.GroupProgress;
import sundown.report.Headcount;
import sundown.report.Standing;

/** What the page says of a group. */
final class GroupSection {
    private static final int DAYS_SHOWN = 8;

    private final GroupProgress progress;
    private final Instant at;

    private GroupSection(GroupProgress progress, Instant at) {
        this.progress = progress;
        this.at = at;
    }

    static Markup of(GroupProgress progress, Instant at) {
        return new GroupSection(progress, at).draw();
    }

    private Markup draw() {
        List<Markup> parts = new ArrayList<>();
        parts.add(Markup.element("h2", Markup.text("Group " + progress.group().id())));
        parts.add(Markup.element("p", Map.of("class", "headline"), Markup.text(headline())));
        if (progress.today().users() > 0) {
            parts.add(burnDown());
            parts.add(standings());
            parts.add(FailedItems.of(progress.figures().failed()));
        }
        parts.add(Refunds.of(progress.refunds()));
        parts.addAll(notes());
        return Markup.element("section", Markup.all(parts));
    }

    private String headline() {
        String sentence = Headline.of(progress, at);
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private Markup burnDown() {
        Table table = new Table("Users who have taken nothing yet", "Day", "Users", "Bytes");
        progress.history().reversed().stream()
                .limit(DAYS_SHOWN)
                .toList()
                .reversed()
                .forEach(day -> row(table, day));
        progress.remainder()
                .ifPresent(left ->
                        table.row("At the close, projected", Words.number(left.users()), Words.size(left.bytes())));
        return Chart.of("Who is left", BurnDown.of(progress, headline()), table, legend());
    }

    private String legend() {
        String dashed = progress.remainder().isPresent() ? " Dashed: how it goes on at the pace of the last days." : "";
        return "Solid: users who have taken nothing yet." + dashed + " Upright: the close, at the end of " + closeDay()
                + ".";
    }

    private String closeDay() {
        return Words.day(Words.lastDayBefore(progress.group().dates().close()));
    }

    private static void row(Table table, Day day) {
        table.row(
                Words.shortDay(day.at()),
                Words.number(day.left().users()),
                Words.size(day.left().gallery().bytes()));
    }

    private Markup standings() {
        Table table = new Table("Users by what they have taken out", "Taken out", "Users", "Share", "Items", "Bytes");
        List<Bars.Bar> bars = new ArrayList<>();
        for (Standing standing : Standing.values()) {
            Headcount some = standing.taken()
                    ? progress.figures().of(standing)
                    : progress.today().left();
            String share = Words.share(some.users(), progress.today().users());
            table.row(
                    name(standing),
                    Words.number(some.users()),
                    share,
                    Words.number(some.gallery().items()),
                    Words.size(some.gallery().bytes()));
            bars.add(new Bars.Bar(name(standing), some.users(), share, standing.taken() ? "taken" : "left"));
        }
        table.row(
                "All",
                Words.number(progress.today().users()),
                "",
                Words.number(progress.today().galleries().items()),
                Words.size(progress.today().galleries().bytes()));
        return Chart.of(
                "What was taken out", Bars.of("Users by what they have taken out", headline(), bars), table, "");
    }

    private static String name(Standing standing) {
        return switch (standing) {
            case MOVED -> "Moved to Google Photos";
            case DOWNLOADED -> "Downloaded";
            case BOTH -> "Moved and downloaded";
            case NEITHER -> "Neither";
        };
    }

    private List<Markup> notes() {
        Figures figures = progress.figures();
        List<Markup> notes = new ArrayList<>();
        notes.add(note("Galleries were counted on "
                + Words.day(figures.galleries().at()) + "; users without photos count, too."));
        if (figures.at().isBefore(at)) {
            notes.add(note("Users were counted last on " + Words.day(figures.at()) + ", after all exports had ended."));
        }
        if (figures.unread() > 0) {
            notes.add(note(Words.users(figures.unread())
                    + " could not be read and count as having taken nothing; the log of count-progress says why."));
        }
        return notes;
    }

    private static Markup note(String text) {
        return Markup.element("p", Map.of("class", "note"), Markup.text(text));
    }
}
