package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import sundown.purge.ManifestLine.Standing;

/**
 * The result of a chunk of a plan: its line in the root, and its figures in the report.
 *
 * @param held users under hold, who are kept
 * @param withoutAccount listed users without an account
 * @param foreign users of another group or none, who are left out
 * @param strange folders and keys of no user, which are left out
 * @param largest the users with the most bytes, the largest first
 */
@RegisterForReflection
record ChunkSummary(
        ManifestRoot.ChunkLine chunk,
        Names held,
        Names withoutAccount,
        Names foreign,
        Names strange,
        List<Large> largest) {
    /** The number of largest users in a report. */
    static final int USERS_MAX = 20;

    ChunkSummary {
        largest = List.copyOf(largest);
    }

    /**
     * The number of names of a kind, and the first of them in order; the manifest has all.
     *
     * @param first at most {@link #NAMES_MAX}
     */
    @RegisterForReflection
    record Names(long count, List<String> first) {
        static final int NAMES_MAX = 50;

        static final Names NONE = new Names(0, List.of());

        Names {
            first = List.copyOf(first);
        }

        static Names of(Collection<String> names) {
            return new Names(names.size(), names.stream().limit(NAMES_MAX).toList());
        }

        Names plus(Names more) {
            return new Names(
                    count + more.count,
                    Stream.concat(first.stream(), more.first.stream())
                            .sorted()
                            .limit(NAMES_MAX)
                            .toList());
        }
    }

    /** A user with very many or very large objects. */
    @RegisterForReflection
    record Large(String user, long objects, long bytes) {
        static Large of(ManifestLine line) {
            return new Large(
                    line.user().value(), line.totals().versions(), line.totals().bytes());
        }
    }

    /** The largest of all users. */
    static List<Large> largest(Stream<Large> all) {
        return all.sorted(Comparator.comparingLong(Large::bytes).reversed().thenComparing(Large::user))
                .limit(USERS_MAX)
                .toList();
    }

    /**
     * Sums up a chunk.
     *
     * @param lines one for each user, also for users who are left out
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
}
