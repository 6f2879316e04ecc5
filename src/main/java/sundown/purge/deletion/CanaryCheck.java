package sundown.purge.deletion;

import jakarta.inject.Singleton;
import sundown.purge.plan.ListedAccount;
import sundown.purge.plan.NamedEntries;

/** Looks into the buckets, whatever the records say, whether one of the first accounts is gone. */
@Singleton
final class CanaryCheck {
    private final AccountRecord record;
    private final NamedEntries manifest;
    private final DeletionRecords records;

    CanaryCheck(AccountRecord record, NamedEntries manifest, DeletionRecords records) {
        this.record = record;
        this.manifest = manifest;
        this.records = records;
    }

    /** True when nothing is left of what the manifest names of an account, but for holds and claims of others. */
    boolean passes(ListedAccount account) {
        return held(account) || nothingLeft(account);
    }

    private boolean held(ListedAccount account) {
        return records.find(account.group(), account.plan(), account.place())
                .filter(done -> done.outcome() == Deletion.Outcome.HELD)
                .isPresent();
    }

    /** What cannot be told is not gone. */
    private boolean nothingLeft(ListedAccount account) {
        return manifest.of(account)
                .filter(named -> record.overdue(account, named).left().isEmpty())
                .isPresent();
    }
}
