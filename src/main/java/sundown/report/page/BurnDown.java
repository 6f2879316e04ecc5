package sundown.report.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sundown.report.Day;
import sundown.report.GroupProgress;
import sundown.report.Remainder;

/** Users who have taken nothing, day by day down to the close, and on from today at the pace of the last days. */
final class BurnDown {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 260;
    private static final int LEFT = 56;
    private static final int RIGHT = WIDTH - 12;
    private static final int TOP = 28;
    private static final int BOTTOM = HEIGHT - 28;

    /** Labels that are closer would touch. */
    private static final int LABEL = 110;

    private final GroupProgress progress;
    private final Instant from;
    private final Instant to;
    private final long most;

    private BurnDown(GroupProgress progress) {
        Instant opening = progress.group().dates().exportsOpen();
        Instant close = progress.group().dates().close();
        Instant first = progress.history().getFirst().at();
        Instant today = progress.today().at();
        this.progress = progress;
        this.from = first.isBefore(opening) ? first : opening;
        this.to = today.isAfter(close) ? today : close;
        this.most = round(progress.history().stream()
                .mapToLong(day -> day.left().users())
                .max()
                .orElse(1));
    }

    static Markup of(GroupProgress progress, String description) {
        return new BurnDown(progress).draw(description);
    }

    private Markup draw(String description) {
        List<Markup> content =
                new ArrayList<>(Drawing.described("Users who have taken nothing yet, day by day", description));
        content.addAll(axes());
        content.addAll(close());
        content.add(days());
        progress.remainder().ifPresent(left -> content.addAll(outlook(left)));
        content.addAll(today());
        return Drawing.of(WIDTH, HEIGHT, content);
    }

    private List<Markup> axes() {
        List<Markup> lines = new ArrayList<>();
        for (long users : new long[] {0, most / 2, most}) {
            lines.add(Drawing.line(LEFT, y(users), RIGHT, y(users), "grid"));
            lines.add(Drawing.text(Words.brief(users), LEFT - 8, y(users) + 4, "end"));
        }
        lines.add(Drawing.text(Words.shortDay(from), LEFT, HEIGHT - 8, "start"));
        lines.add(Drawing.text(Words.shortDay(Words.lastDayBefore(to)), RIGHT, HEIGHT - 8, "end"));
        return lines;
    }

    private List<Markup> close() {
        double x = x(progress.group().dates().close());
        return List.of(
                Drawing.line(x, TOP - 8, x, BOTTOM, "close"),
                Drawing.text("close", x + (x > LEFT + LABEL ? 0 : 4), TOP - 14, x > LEFT + LABEL ? "end" : "start"));
    }

    private Markup days() {
        String points = progress.history().stream()
                .map(day -> Drawing.number(x(day.at())) + ","
                        + Drawing.number(y(day.left().users())))
                .collect(Collectors.joining(" "));
        return Markup.element("polyline", Map.of("points", points, "class", "days"));
    }

    private List<Markup> outlook(Remainder left) {
        Day today = progress.today();
        double x = x(progress.group().dates().close());
        double y = y(left.users());
        return List.of(
                Drawing.line(x(today.at()), y(today.left().users()), x, y, "outlook"),
                Drawing.dot(x, y, "end"),
                Drawing.text(Words.number(left.users()), x - 8, label(outlookAt(x - LABEL / 2.0, x, y)), "end"));
    }

    /** The dashed line falls to the right: a label above it must clear its left end. */
    private double outlookAt(double x, double endX, double endY) {
        double startX = x(progress.today().at());
        double startY = y(progress.today().left().users());
        double part = Math.clamp((x - startX) / Math.max(1, endX - startX), 0, 1);
        return startY + part * (endY - startY);
    }

    /** Near the close the last figure gives way to the projected one; the table has both. */
    private List<Markup> today() {
        long users = progress.today().left().users();
        double x = x(progress.today().at());
        double y = y(users);
        boolean crowded =
                progress.remainder().isPresent() && x(progress.group().dates().close()) - x < 2 * LABEL;
        Markup dot = Drawing.dot(x, y, "today");
        return crowded
                ? List.of(dot)
                : List.of(
                        dot,
                        Drawing.text(
                                Words.number(users),
                                x + (x > WIDTH / 2.0 ? -8 : 8),
                                label(y),
                                x > WIDTH / 2.0 ? "end" : "start"));
    }

    private static double label(double y) {
        return Math.max(TOP + 12, y - 10);
    }

    private double x(Instant at) {
        double part = (double) Duration.between(from, at).toSeconds()
                / Math.max(1, Duration.between(from, to).toSeconds());
        return LEFT + part * (RIGHT - LEFT);
    }

    private double y(long users) {
        return BOTTOM - (double) users / most * (BOTTOM - TOP);
    }

    /** The next even number of one or two digits and zeros. */
    private static long round(long users) {
        long unit = 1;
        while (users / unit >= 100) {
            unit *= 10;
        }
        long rounded = Math.ceilDiv(users, 2 * unit) * 2 * unit;
        return Math.max(2, rounded);
    }
}
