package sundown.report;

import java.util.Optional;
import sundown.report.ReportFiles.ReportId;

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
    public synchronized void composed(ReportId id) {
        stored = stored.map(counting ->
                counting.id().equals(id) ? new Counting(id, counting.begunAt(), counting.groups(), true) : counting);
    }
}
