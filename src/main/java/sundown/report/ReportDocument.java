package sundown.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import sundown.edge.Json;
import sundown.report.Figures.Standing;
import sundown.report.ProgressReport.Day;
import sundown.report.ProgressReport.GroupProgress;
import sundown.report.ProgressReport.Pace;
import sundown.timeline.GroupId;

/** A report as JSON. Instants are ISO 8601 in UTC, sizes bytes, amounts minor units of their currency. */
final class ReportDocument {
    private ReportDocument() {}

    static String write(ProgressReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("report", report.id().value());
        document.put("at", report.at().toString());
        document.put(
                "groups", report.groups().stream().map(ReportDocument::members).toList());
        return Json.write(document);
    }

    private static Map<String, Object> members(GroupProgress progress) {
        Figures figures = progress.figures();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("group", progress.group().id().value());
        document.put("phase", progress.phase().name());
        document.put("exportsOpen", progress.group().dates().exportsOpen().toString());
        document.put("close", progress.group().dates().close().toString());
        document.put("daysToClose", progress.daysToClose());
        document.put("countedAt", figures.at().toString());
        document.put("users", figures.users());
        document.put("items", progress.today().galleries().items());
        document.put("bytes", progress.today().galleries().bytes());
        document.put("galleriesCountedAt", figures.galleries().at().toString());
        document.put("standings", standings(progress));
        document.put("failed", FiguresDocument.named(figures.failed(), Function.identity()));
        document.put("waiting", FiguresDocument.named(figures.waiting(), Function.identity()));
        document.put("unread", figures.unread());
        document.put("refunds", FiguresDocument.named(progress.refunds(), Function.identity()));
        progress.pace().ifPresent(pace -> document.put("pace", members(pace)));
        progress.remainder()
                .ifPresent(
                        left -> document.put("remainderAtClose", Map.of("users", left.users(), "bytes", left.bytes())));
        document.put(
                "history",
                progress.history().stream().map(ReportDocument::members).toList());
        return document;
    }

    private static Map<String, Object> standings(GroupProgress progress) {
        Map<String, Object> document = new LinkedHashMap<>();
        Arrays.stream(Standing.values())
                .filter(Standing::taken)
                .forEach(standing -> document.put(
                        name(standing),
                        FiguresDocument.members(progress.figures().headcount(standing))));
        document.put(
                name(Standing.NEITHER), FiguresDocument.members(progress.today().left()));
        return document;
    }

    private static String name(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> members(Pace pace) {
        return Map.of(
                "days", pace.days(), "usersPerDay", pace.usersPerDay(), "bytesPerDay", Math.round(pace.bytesPerDay()));
    }

    private static Map<String, Object> members(Day day) {
        return Map.of(
                "at", day.at().toString(),
                "users", day.users(),
                "taken", FiguresDocument.members(day.taken()),
                "items", day.galleries().items(),
                "bytes", day.galleries().bytes());
    }

    /**
     * The days of each group that a report remembers.
     *
     * @throws IllegalArgumentException when it is no report
     */
    static Map<GroupId, List<Day>> history(String report) {
        Map<GroupId, List<Day>> history = new HashMap<>();
        for (JsonNode group : Json.read(report).path("groups")) {
            history.put(
                    new GroupId(Json.text(group, "group")),
                    group.path("history")
                            .valueStream()
                            .map(ReportDocument::day)
                            .sorted(Comparator.comparing(Day::at))
                            .toList());
        }
        return history;
    }

    private static Day day(JsonNode node) {
        return new Day(
                Json.instant(node, "at"),
                FiguresDocument.number(node.path("users")),
                FiguresDocument.headcount(node.path("taken")),
                FiguresDocument.tally(node));
    }
}
