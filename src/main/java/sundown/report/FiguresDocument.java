package sundown.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.edge.Json;
import sundown.gallery.Tally;
import sundown.report.Figures.GalleryCount;
import sundown.report.Figures.Headcount;
import sundown.report.Figures.Standing;
import sundown.transfer.FailureReason;
import sundown.transfer.TransferState.WaitReason;

/** Figures as JSON, in messages and in the table: {@code at, galleries, standings, failed, waiting, unread}. */
public final class FiguresDocument {
    private FiguresDocument() {}

    /** Figures as a document. */
    static Map<String, Object> members(Figures figures) {
        return new TreeMap<>(Map.of(
                "at",
                figures.at().toString(),
                "galleries",
                members(figures.galleries()),
                "standings",
                named(figures.standings(), FiguresDocument::members),
                "failed",
                named(figures.failed(), Function.identity()),
                "waiting",
                named(figures.waiting(), Function.identity()),
                "unread",
                figures.unread()));
    }

    private static Map<String, Object> members(GalleryCount galleries) {
        return new TreeMap<>(Map.of(
                "at", galleries.at().toString(),
                "items", galleries.tally().items(),
                "bytes", galleries.tally().bytes()));
    }

    static Map<String, Object> members(Headcount headcount) {
        return new TreeMap<>(Map.of(
                "users", headcount.users(),
                "items", headcount.gallery().items(),
                "bytes", headcount.gallery().bytes()));
    }

    /** A map by the names of its keys, in their order. */
    static <V> Map<String, Object> named(Map<? extends Enum<?>, V> map, Function<V, ?> form) {
        return map.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> form.apply(entry.getValue()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** Figures as text. */
    public static String write(Figures figures) {
        return Json.write(members(figures));
    }

    /**
     * Reads figures.
     *
     * @throws IllegalArgumentException when they are none
     */
    public static Figures read(JsonNode node) {
        return new Figures(
                Json.instant(node, "at"),
                galleries(node.path("galleries")),
                each(node.path("standings"), Standing.values(), FiguresDocument::headcount),
                each(node.path("failed"), FailureReason.values(), FiguresDocument::number),
                each(node.path("waiting"), WaitReason.values(), FiguresDocument::number),
                number(node.path("unread")));
    }

    private static GalleryCount galleries(JsonNode node) {
        return new GalleryCount(Json.instant(node, "at"), tally(node));
    }

    static Headcount headcount(JsonNode node) {
        return new Headcount(number(node.path("users")), tally(node));
    }

    static Tally tally(JsonNode node) {
        return new Tally(number(node.path("items")), number(node.path("bytes")));
    }

    private static <K extends Enum<K>, V> Map<K, V> each(JsonNode node, K[] keys, Function<JsonNode, V> form) {
        return Arrays.stream(keys)
                .filter(key -> node.has(key.name()))
                .collect(Collectors.toMap(Function.identity(), key -> form.apply(node.path(key.name()))));
    }

    static long number(JsonNode value) {
        if (!value.isInt() && !value.isLong()) {
            throw new IllegalArgumentException("a figure is not a number");
        }
        return value.longValue();
    }
}
