package sundown.operator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The records of calls in memory. */
public final class InMemoryCallRecords implements CallRecords {
    private final ConcurrentSkipListMap<String, CallRecord> records = new ConcurrentSkipListMap<>();

    @Override
    public synchronized boolean put(CallRecord call) {
        CallRecord before = records.get(call.id().value());
        if (before != null && call.kind() != Kind.LOOK && !before.outcome().equals(CallRecord.BEGUN)) {
            return false;
        }
        records.put(call.id().value(), call);
        return true;
    }

    @Override
    public List<CallRecord> list(Chapter chapter, Optional<CallId> before, int limit) {
        return all().filter(call -> call.chapter().equals(chapter))
                .filter(call -> before.isEmpty()
                        || call.id().value().compareTo(before.orElseThrow().value()) < 0)
                .limit(limit)
                .toList();
    }

    /** All records, the latest first. */
    public Stream<CallRecord> all() {
        return records.descendingMap().values().stream();
    }
}
