package sundown.report;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.transfer.FailureReason;

/**
 * What was counted of a shard, or of a group. It holds sums, and nothing that names anybody.
 *
 * @param at when the report began for which it was counted
 * @param galleries what the galleries hold, all of them
 * @param standings users by what they have taken out; galleries only where something was taken
 * @param failed items that transfers could not move, as they stand now
 * @param unread users who could not be read; they are counted as having taken nothing
 */
public record Figures(
        Instant at,
        GalleryCount galleries,
        Map<Standing, Headcount> standings,
        Map<FailureReason, Long> failed,
        long unread) {
    public Figures {
        standings = Map.copyOf(standings);
        failed = Map.copyOf(failed);
        if (unread < 0 || failed.values().stream().anyMatch(items -> items < 0)) {
            throw new IllegalArgumentException("a figure is negative");
        }
    }

    /** Nothing counted yet, where the galleries are known or are to be counted with the rest. */
    public static Figures none(Instant at, GalleryCount galleries) {
        return new Figures(at, galleries, Map.of(), Map.of(), 0);
    }

    /** True when the galleries are counted along with their users. */
    public boolean countsGalleries() {
        return galleries.at().equals(at);
    }

    /** Those of one standing. */
    public Headcount of(Standing standing) {
        return standings.getOrDefault(standing, Headcount.NOBODY);
    }

    /** All users. */
    public long users() {
        return sum(Stream.of(Standing.values())).users();
    }

    /** Those who have taken their photos out, one way or the other. */
    public Headcount taken() {
        return sum(Stream.of(Standing.values()).filter(Standing::taken));
    }

    private Headcount sum(Stream<Standing> some) {
        return some.map(this::of).reduce(Headcount.NOBODY, Headcount::plus);
    }

    /** The same with one more user. */
    public Figures plus(UserFigures user) {
        return new Figures(
                at,
                countsGalleries() ? galleries.plus(user.gallery()) : galleries,
                merged(standings, Map.of(user.standing(), user.taken())),
                mergedItems(failed, user.failed()),
                unread + (user.read() ? 0 : 1));
    }

    /** Both together; the galleries are as old as the older ones. */
    public Figures plus(Figures other) {
        Instant older = galleries.at().isBefore(other.galleries.at()) ? galleries.at() : other.galleries.at();
        return new Figures(
                at.isBefore(other.at) ? at : other.at,
                new GalleryCount(older, galleries.tally().plus(other.galleries.tally())),
                merged(standings, other.standings),
                mergedItems(failed, other.failed),
                unread + other.unread);
    }

    private static Map<Standing, Headcount> merged(Map<Standing, Headcount> one, Map<Standing, Headcount> other) {
        return Stream.of(one, other)
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, Headcount::plus, () -> new EnumMap<>(Standing.class)));
    }

    private static Map<FailureReason, Long> mergedItems(Map<FailureReason, Long> one, Map<FailureReason, Long> other) {
        return Stream.of(one, other)
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, Long::sum, () -> new EnumMap<>(FailureReason.class)));
    }
}
