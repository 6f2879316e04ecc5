package sundown.local.rehearsal;

import java.util.Comparator;
import java.util.Optional;
import sundown.timeline.GroupId;

/**
 * Users for whom the same happens. In the order of their groups, members first.
 *
 * @param group nothing where their region is exempt
 * @param member whether they have paid
 */
record Stratum(Optional<GroupId> group, boolean member) implements Comparable<Stratum> {
    private static final Comparator<Stratum> ORDER = Comparator.comparing(
                    (Stratum stratum) -> stratum.group().map(GroupId::value).orElse(""))
            .thenComparing(Stratum::member, Comparator.reverseOrder());

    @Override
    public int compareTo(Stratum other) {
        return ORDER.compare(this, other);
    }
}
