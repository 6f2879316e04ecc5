package sundown.purge.deletion;

import jakarta.inject.Singleton;
import java.util.stream.Stream;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.ListedAccount;
import sundown.purge.plan.NamedEntries;
import sundown.purge.plan.UserEntries;

/** Looks into the buckets, whatever the records say, whether one of the first accounts is gone. */
@Singleton
final class CanaryCheck {
    private final UserEntries entries;
    private final NamedEntries manifest;
    private final DeletionRecords records;

    CanaryCheck(UserEntries entries, NamedEntries manifest, DeletionRecords records) {
        this.entries = entries;
        this.manifest = manifest;
        this.records = records;
    }

    /** True when nothing is left of what the manifest names of an account, but for a hold. */
    boolean passes(ListedAccount account) {
        return kept(account).findAny().isEmpty() || held(account) || nothingLeft(account);
    }

    private Stream<BucketEntry> kept(ListedAccount account) {
        return entries.of(account.group(), account.user(), account.standing());
    }

    private boolean held(ListedAccount account) {
        return records.find(account.group(), account.plan(), account.place())
                .filter(done -> done.outcome() == Deletion.Outcome.HELD)
                .isPresent();
    }

    /** What cannot be told is not gone. */
    private boolean nothingLeft(ListedAccount account) {
        return manifest.of(account)
                .filter(named -> Remains.of(kept(account), named).left().isEmpty())
                .isPresent();
    }
}
