package sundown.sweep;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;

/** The order in which fakes list what waits in a shard. */
public final class WakeOrder {
    /** The longest due first; those of the same instant by their users. */
    public static final Comparator<Wake> FIRST_DUE =
            Comparator.comparing(Wake::at).thenComparing(wake -> wake.user().value());

    private WakeOrder() {}

    /** The users who are due, in this order. */
    public static List<UserId> due(Stream<Wake> waiting, Instant now, int limit) {
        return waiting.filter(wake -> !wake.at().isAfter(now))
                .limit(limit)
                .map(Wake::user)
                .toList();
    }

    /** A page of those in this order. */
    public static List<Wake> page(Stream<Wake> waiting, Optional<Wake> after, int limit) {
        return waiting.filter(wake ->
                        after.filter(last -> FIRST_DUE.compare(wake, last) <= 0).isEmpty())
                .limit(limit)
                .toList();
    }
}
