package sundown.report;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The counting in memory. Safe for use by several threads. */
public final class InMemoryCountingStore implements CountingStore {
    private Optional<Counting> stored = Optional.empty();

    @Override
    public synchronized Optional<Counting> find() {
        return stored;
    }

    @Override
    public synchronized boolean begin(Counting counting, Optional<ReportId> inPlaceOf) {
        if (!stored.map(Counting::id).equals(inPlaceOf)) {
            return false;
        }
        stored = Optional.of(counting);
        return true;
    }

    @Override
    public synchronized boolean sendAgain(Counting read, Instant now) {
        boolean unheard = current(read.id())
                .filter(counting -> counting.heardAt().equals(read.heardAt()))
                .isPresent();
        if (unheard) {
            heard(read.id(), now);
        }
        return unheard;
    }

    @Override
    public synchronized void heard(ReportId id, Instant now) {
        current(id).ifPresent(counting -> put(counting, now, counting.counted(), counting.composed()));
    }

    @Override
    public synchronized Optional<Counting> finish(ReportId id, Shard shard, Figures figures, Instant now) {
        return current(id).map(counting -> {
            Map<Shard, Figures> counted = new HashMap<>(counting.counted());
            counted.put(shard, figures);
            return put(counting, now, counted, counting.composed());
        });
    }

    @Override
    public synchronized void composed(ReportId id) {
        current(id).ifPresent(counting -> put(counting, counting.heardAt(), counting.counted(), true));
    }

    private Optional<Counting> current(ReportId id) {
        return stored.filter(counting -> counting.id().equals(id));
    }

    private Counting put(Counting before, Instant heardAt, Map<Shard, Figures> counted, boolean composed) {
        Counting after = new Counting(
                before.id(), before.begunAt(), heardAt, before.groups(), before.known(), counted, composed);
        stored = Optional.of(after);
        return after;
    }
}
