package sundown.purge;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * How many accounts of a plan have been seen to.
 *
 * @param begun whose deletion may have begun
 * @param open the waves in which something is unfinished; of all others every account is finished, for good
 */
public record Progress(long begun, List<Wave> open) {
    /** Before the first wave. */
    public static final Progress NONE = new Progress(0, List.of());

    public Progress {
        open = List.copyOf(open);
        if (begun < open.stream().mapToLong(Wave::accounts).sum()) {
            throw new IllegalArgumentException("more accounts are in open waves than were begun");
        }
    }

    /** Of how many accounts everything that the manifest names is gone, but for holds. */
    public long finished() {
        return begun - open.stream().mapToLong(Wave::unfinished).sum();
    }

    /** True when nothing that was begun is unfinished. */
    public boolean atRest() {
        return open.isEmpty();
    }

    /** One wave further; the accounts are in the order of the manifest. */
    Progress further(List<Place> accounts) {
        return accounts.isEmpty()
                ? this
                : new Progress(
                        begun + accounts.size(),
                        Stream.concat(open.stream(), Stream.of(Wave.of(accounts)))
                                .toList());
    }

    /** The same with the open waves counted anew; those that are over are looked at no more. */
    Progress counted(ToLongFunction<Wave> finished) {
        return new Progress(
                begun,
                open.stream()
                        .map(wave -> wave.finished(finished.applyAsLong(wave)))
                        .filter(wave -> wave.unfinished() > 0)
                        .toList());
    }
}
