package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sundown.account.UserId;

/** The counters of the project's quota in memory. Safe for use by several threads. */
public final class InMemoryQuotaStore implements QuotaStore {
    private final Map<LocalDate, Integer> counters = new HashMap<>();
    private final Map<Counter, Usage> usages = new HashMap<>();
    private final Map<Owner, Share> shares = new HashMap<>();

    private record Owner(UserId user, LocalDate day) {}

    @Override
    public synchronized int counters(LocalDate day, int wanted) {
        return counters.computeIfAbsent(day, _ -> wanted);
    }

    @Override
    public synchronized Optional<Share> take(UserId user, LocalDate day, long requests, Instant now) {
        Share share = shares.getOrDefault(new Owner(user, day), Share.NONE);
        if (share.left() < requests || share.allottedAt().isBefore(now.minus(ALLOTMENT_LIFE))) {
            return Optional.of(share);
        }
        Share rest = new Share(share.allotted(), share.left() - requests, share.allottedAt(), share.turn());
        shares.put(new Owner(user, day), rest);
        return Optional.empty();
    }

    @Override
    public synchronized boolean save(UserId user, LocalDate day, Share before, Share after) {
        Share stored = shares.getOrDefault(new Owner(user, day), Share.NONE);
        boolean same = before.equals(Share.NONE)
                ? !shares.containsKey(new Owner(user, day))
                : stored.allotted() == before.allotted() && stored.left() == before.left();
        if (same) {
            shares.put(new Owner(user, day), after);
        }
        return same;
    }

    @Override
    public synchronized Count count(
            Counter counter, long requests, RequestQuota.Part part, boolean inTurn, Instant now) {
        Usage usage = usages.getOrDefault(counter, Usage.NONE);
        boolean over = usage.minuteOver(now);
        long inDay = usage.inDay() + requests;
        long inMinute = (over ? 0 : usage.inMinute()) + requests;
        boolean othersWait = !inTurn && usage.line().isAfter(now);
        if (othersWait || inDay > part.perDay() || inMinute > part.perMinute()) {
            return new Count.Refused(usage);
        }
        Instant minute = over ? RequestQuota.Limits.minute(now) : usage.minute();
        Usage counted = new Usage(inDay, minute, inMinute, usage.line());
        usages.put(counter, counted);
        return new Count.Counted(counted);
    }

    /** What the counters of a day have counted. */
    public synchronized Map<Counter, Usage> usages(LocalDate day) {
        return usages.entrySet().stream()
                .filter(entry -> entry.getKey().day().equals(day))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public synchronized Optional<Instant> join(Counter counter, Duration length, Instant earliest, Instant latest) {
        Usage usage = usages.getOrDefault(counter, Usage.NONE);
        Instant turn = usage.line().isBefore(earliest) ? earliest : usage.line();
        if (turn.isAfter(latest)) {
            return Optional.empty();
        }
        usages.put(counter, new Usage(usage.inDay(), usage.minute(), usage.inMinute(), turn.plus(length)));
        return Optional.of(turn);
    }
}
