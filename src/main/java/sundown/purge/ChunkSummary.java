package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sundown.edge.Json;

/**
 * The result of a chunk of a plan: its line in the root, and what the report says of it.
 *
 * @param held under hold, and kept
 * @param withoutAccount listed, and without an account
 * @param foreign of another group, or of none, and left out
 * @param strange what belongs to no user, and is left out
 * @param largest the users with the most bytes, the largest first
 */
record ChunkSummary(
        ManifestRoot.ChunkLine chunk,
        Names held,
        Names withoutAccount,
        Names foreign,
        Names strange,
        List<Large> largest) {
    /** How many of the largest are named. */
    static final int LARGEST = 20;

    ChunkSummary {
        largest = List.copyOf(largest);
    }

    /**
     * How many there are of a kind, and the first of them by name; the manifest has all.
     *
     * @param first at most {@link #MOST}
     */
    record Names(long count, List<String> first) {
        static final int MOST = 50;

        static final Names NONE = new Names(0, List.of());

        Names {
            first = List.copyOf(first);
        }

        static Names of(Collection<String> names) {
            return new Names(names.size(), names.stream().limit(MOST).toList());
        }

        Names plus(Names more) {
            return new Names(
                    count + more.count,
                    Stream.concat(first.stream(), more.first.stream())
                            .sorted()
                            .limit(MOST)
                            .toList());
        }

        private Map<String, Object> members() {
            return Map.of("count", count, "first", first);
        }

        private static Names read(JsonNode names) {
            return new Names(
                    names.path("count").longValue(),
                    names.path("first").valueStream().map(JsonNode::textValue).toList());
        }
    }

    /** A user with very many or very large objects. */
    record Large(String user, long objects, long bytes) {
        static Large of(ManifestLine line) {
            return new Large(
                    line.user().value(), line.totals().versions(), line.totals().bytes());
        }

        private Map<String, Object> members() {
            return Map.of("user", user, "objects", objects, "bytes", bytes);
        }

        private static Large read(JsonNode large) {
            return new Large(
                    Json.text(large, "user"),
                    large.path("objects").longValue(),
                    large.path("bytes").longValue());
        }
    }

    /** The largest of all of them. */
    static List<Large> largest(Stream<Large> all) {
        return all.sorted(Comparator.comparingLong(Large::bytes).reversed().thenComparing(Large::user))
                .limit(LARGEST)
                .toList();
    }

    /**
     * Sums up a chunk.
     *
     * @param lines one for each user, those who are left out, too
     */
    static ChunkSummary of(ManifestRoot.ChunkLine chunk, Collection<ManifestLine> lines, Collection<String> strange) {
        return new ChunkSummary(
                chunk,
                names(lines, Standing.HELD),
                names(lines, Standing.NO_ACCOUNT),
                names(lines, Standing.FOREIGN),
                Names.of(strange),
                largest(lines.stream().filter(line -> line.standing().listed()).map(Large::of)));
    }

    private static Names names(Collection<ManifestLine> lines, Standing standing) {
        List<String> names = new ArrayList<>();
        lines.stream()
                .filter(line -> line.standing() == standing)
                .forEach(line -> names.add(line.user().value()));
        return Names.of(names);
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("chunk", chunk.write());
        members.put("held", held.members());
        members.put("withoutAccount", withoutAccount.members());
        members.put("foreign", foreign.members());
        members.put("strange", strange.members());
        members.put("largest", largest.stream().map(Large::members).toList());
        return members;
    }

    static ChunkSummary read(JsonNode summary) {
        return new ChunkSummary(
                ManifestRoot.ChunkLine.read(Json.text(summary, "chunk")),
                Names.read(summary.path("held")),
                Names.read(summary.path("withoutAccount")),
                Names.read(summary.path("foreign")),
                Names.read(summary.path("strange")),
                summary.path("largest").valueStream().map(Large::read).toList());
    }
}
