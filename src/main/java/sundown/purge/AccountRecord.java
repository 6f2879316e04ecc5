package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import sundown.failure.RetryableFailure;

/** The end of an account: what was done is put down. */
@Singleton
final class AccountRecord {
    private final DeletionRecords records;
    private final BucketListing listing;
    private final Clock clock;

    AccountRecord(DeletionRecords records, BucketListing listing, Clock clock) {
        this.records = records;
        this.listing = listing;
        this.clock = clock;
    }

    /** True when the account has come to its end before. */
    boolean exists(PurgeMessage message) {
        return records.find(message.group(), message.plan(), message.user()).isPresent();
    }

    /**
     * Everything that the manifest names has been tried.
     *
     * @throws RetryableFailure when some of it was refused: the record waits until it is gone
     */
    void deleted(PurgeMessage message, Set<BucketEntry> named, long appeared, AccountWork work) {
        if (work.refused() > 0) {
            throw new RetryableFailure(work.refused() + " entries of an account could not be deleted");
        }
        put(message, totals(named.stream()), work.removed(), appeared, false);
    }

    /** The account is under hold: what is there stays, and counts as kept. */
    void held(PurgeMessage message, Set<BucketEntry> named, long removed) {
        Remains remains = Remains.of(listing.entries(message.group(), message.user()), named);
        Set<BucketEntry> kept = new HashSet<>(remains.left());
        put(message, totals(named.stream().filter(entry -> !kept.contains(entry))), removed, remains.appeared(), true);
    }

    private void put(PurgeMessage message, Totals deleted, long removed, long appeared, boolean held) {
        records.put(
                message.group(),
                new Deletion(message.user(), message.plan(), deleted, removed, appeared, held, clock.instant()));
    }

    private static Totals totals(Stream<BucketEntry> entries) {
        return entries.reduce(Totals.NONE, Totals::plus, Totals::plus);
    }
}
