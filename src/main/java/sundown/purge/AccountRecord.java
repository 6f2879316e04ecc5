package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import sundown.metrics.Metric;

/**
 * Records what was done to an account, at its end and wherever a worker leaves it before, and sees what is left of it.
 */
@Singleton
final class AccountRecord {
    private final DeletionRecords records;
    private final UserEntries entries;
    private final SharedObjects shared;
    private final ManifestReader manifest;
    private final PlanStore plans;
    private final PurgeStore purges;
    private final Clock clock;

    AccountRecord(
            DeletionRecords records,
            UserEntries entries,
            SharedObjects shared,
            ManifestReader manifest,
            PlanStore plans,
            PurgeStore purges,
            Clock clock) {
        this.records = records;
        this.entries = entries;
        this.shared = shared;
        this.manifest = manifest;
        this.plans = plans;
        this.purges = purges;
        this.clock = clock;
    }

    /** True when the account has come to its end before. */
    boolean finished(ListedAccount account) {
        return find(account).filter(Deletion::finished).isPresent();
    }

    /**
     * True when the buckets keep nothing of what the manifest names of an account, except for what holds and claims of
     * others keep, and accounts that have left. Of the record, only a reason to keep the account counts. Where the
     * manifest cannot be read, the account is not gone.
     */
    boolean isGone(ListedAccount account) {
        return find(account).filter(Deletion::kept).isPresent()
                || manifest.readEntries(account)
                        .filter(named -> overdue(account, named).left().isEmpty())
                        .isPresent();
    }

    private Optional<Deletion> find(ListedAccount account) {
        return records.find(account.group(), account.plan(), account.place());
    }

    /** Everything that the manifest names is gone, or is left to others who have claims on it. */
    void deleted(ListedAccount account, Set<BucketEntry> named, long appeared, long removed) {
        Totals deleted = totals(named);
        put(account, deleted, removed, appeared, Deletion.Outcome.GONE);
        Metric.ACCOUNTS_DELETED.report(1);
        Metric.ENTRIES_DELETED.report(deleted.entries());
        Metric.BYTES_DELETED.report(deleted.bytes());
        Metric.ROWS_DELETED.report(removed);
    }

    /**
     * The account is not deleted, or not further: what is there stays. Where an account has left before anything shows
     * that the plan has deleted some of it, others have moved or deleted what is gone.
     */
    void kept(ListedAccount account, Set<BucketEntry> named, AccountWork work, Deletion.Outcome why) {
        boolean byOthers = why == Deletion.Outcome.FOREIGN
                && !work.begun()
                && find(account).isEmpty();
        Remains remains = remains(account, named);
        Totals deleted = byOthers ? Totals.NONE : totals(gone(named, remains));
        put(account, deleted, work.removed(), remains.appeared(), why);
    }

    /**
     * A worker leaves the account, for now or for good; a worker before it may have died. The plan has deleted what is
     * gone, except for what a later plan names: that plan has found it, and deletes it. Whether a later plan has begun
     * to delete is read after the buckets are listed.
     */
    void left(ListedAccount account, Set<BucketEntry> named, long removed) {
        Remains remains = remains(account, named);
        Set<BucketEntry> gone = gone(named, remains);
        plans.latest(account.group())
                .map(Plan::id)
                .filter(latest -> !latest.equals(account.plan()))
                .ifPresent(latest -> manifest.readEntries(account.group(), latest, account.user(), gone::remove));
        if ((removed > 0 || !gone.isEmpty()) && underWay(account)) {
            put(account, totals(gone), removed, remains.appeared(), Deletion.Outcome.PARTIAL);
        }
    }

    /** False once a later plan may have deleted something: it is saved before it does. */
    private boolean underWay(ListedAccount account) {
        return purges.find(account.group())
                .filter(purge -> purge.plan().id().equals(account.plan()))
                .isPresent();
    }

    /** What the buckets keep of the account now. */
    Remains remains(ListedAccount account, Set<BucketEntry> named) {
        return Remains.of(
                entries.listEntries(
                        account.group(),
                        account.user(),
                        account.standing(),
                        entries.extentFromManifest(account.user(), named)),
                named);
    }

    /** What should be gone by now: it is kept for nobody else. */
    Remains overdue(ListedAccount account, Set<BucketEntry> named) {
        Remains remains = remains(account, named);
        return new Remains(
                remains.left().stream()
                        .filter(entry -> !shared.keptForOthers(account.user(), entry))
                        .toList(),
                remains.appeared());
    }

    private static Set<BucketEntry> gone(Set<BucketEntry> named, Remains remains) {
        Set<BucketEntry> gone = new HashSet<>(named);
        remains.left().forEach(gone::remove);
        return gone;
    }

    private void put(ListedAccount account, Totals deleted, long removed, long appeared, Deletion.Outcome outcome) {
        long before = find(account).map(Deletion::rows).orElse(0L);
        records.put(
                account.group(),
                new Deletion(
                        account.place(),
                        account.plan(),
                        deleted,
                        before + removed,
                        appeared,
                        outcome,
                        clock.instant()));
    }

    private static Totals totals(Collection<BucketEntry> entries) {
        return entries.stream().reduce(Totals.NONE, Totals::plus, Totals::plus);
    }
}
