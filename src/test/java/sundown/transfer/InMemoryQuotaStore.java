package sundown.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;

/** The rows of the project's quota in memory. Safe for use by several threads. */
public final class InMemoryQuotaStore implements QuotaStore {
    private final Map<LocalDate, Day> days = new HashMap<>();
    private final Map<Owner, Share> shares = new HashMap<>();

    private record Owner(UserId user, LocalDate day) {}

    @Override
    public synchronized Optional<Share> take(UserId user, LocalDate day, Requests requests, Terms terms, Instant now) {
        Share share = share(user, day);
        boolean timely = !share.from().isAfter(now) && !share.from().isBefore(now.minus(ALLOTMENT_LIFE));
        if (!timely || !share.left().cover(requests) || !QuotaRules.keeps(share, terms)) {
            return Optional.of(share);
        }
        shares.put(
                new Owner(user, day),
                new Share(share.allotted(), share.left().without(requests), share.from(), share.mark(), share.pace()));
        return Optional.empty();
    }

    @Override
    public synchronized Share share(UserId user, LocalDate day) {
        return shares.getOrDefault(new Owner(user, day), Share.NONE);
    }

    @Override
    public synchronized boolean save(UserId user, LocalDate day, Share before, Share after) {
        if (!share(user, day).equals(before)) {
            return false;
        }
        shares.put(new Owner(user, day), after);
        return true;
    }

    @Override
    public synchronized Reservation reserve(LocalDate day, Claim claim) {
        Day before = day(day);
        boolean over = before.promised().isBefore(claim.start());
        if (before.used() + claim.requests() > claim.perDay()
                || (!over && before.promised().isAfter(claim.latest()))) {
            return new Reservation(false, before);
        }
        Instant begin = over ? claim.start() : before.promised();
        Day after = new Day(before.used() + claim.requests(), begin.plus(claim.length()));
        days.put(day, after);
        return new Reservation(true, after);
    }

    /** The row of a day. */
    public synchronized Day day(LocalDate day) {
        return days.getOrDefault(day, Day.NONE);
    }
}
