package sundown.purge;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.groupingBy;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import sundown.job.ChunkWork.Unfinished;
import sundown.metrics.Metric;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.DeletionRules.ListedAccount;

/**
 * Records the deletion of an account when it ends, and whenever a worker leaves it unfinished. Lists the entries that
 * are left.
 */
@Singleton
record AccountRecord(
        DeletionRecords records,
        UserEntries entries,
        ManifestReader manifest,
        PlanStore plans,
        PurgeStore purges,
        Clock clock) {
    /**
     * The entries of an account that the buckets still keep.
     *
     * @param left entries that the manifest names, in the order of the listing
     * @param appeared the number of entries that the manifest does not name: they came after it was made
     */
    record Remains(List<BucketEntry> left, long appeared) {
        /** The number of uploads that end between two checks of whether they may. Each takes a call of its own. */
        static final int BATCH_UPLOADS = 25;

        /** The number of shared entries that a user gives up between two checks. Each takes calls of its own. */
        static final int BATCH_SHARED = 100;

        private static final Comparator<BucketEntry> TOGETHER = Comparator.comparing(BucketEntry::bucket)
                .thenComparing(BucketEntry::isUpload)
                .thenComparing(BucketEntry::shared);

        Remains {
            left = List.copyOf(left);
        }

        /** Divides a listing, and reads it to its end. */
        static Remains of(Stream<BucketEntry> listing, Set<BucketEntry> named) {
            return listing.collect(Collectors.teeing(
                    Collectors.filtering(named::contains, Collectors.toList()),
                    Collectors.filtering(not(named::contains), Collectors.counting()),
                    Remains::new));
        }

        /**
         * Returns the batches that may be deleted together, each of one bucket: at most
         * {@link BucketDeletion#BATCH_ENTRIES} versions and markers, or {@link #BATCH_SHARED} shared ones, then at most
         * {@link #BATCH_UPLOADS} uploads.
         */
        List<List<BucketEntry>> batches() {
            return left.stream()
                    .collect(groupingBy(Function.identity(), () -> new TreeMap<>(TOGETHER), Collectors.toList()))
                    .values()
                    .stream()
                    .flatMap(some -> some.stream().gather(Gatherers.windowFixed(batchMax(some.getFirst()))))
                    .toList();
        }

        private static int batchMax(BucketEntry entry) {
            if (entry.isUpload()) {
                return BATCH_UPLOADS;
            }
            return entry.shared() ? BATCH_SHARED : BucketDeletion.BATCH_ENTRIES;
        }
    }

    /** True if an earlier visit has finished the account. */
    boolean finished(ListedAccount account) {
        return find(account).filter(Deletion::finished).isPresent();
    }

    /**
     * True if the buckets keep no entry of the account that the manifest names, except for shared entries, and entries
     * that a hold or the account's new group protects. A shared entry decides nothing: another user may give it up, and
     * not have deleted it yet. Of the record, only a reason to keep the account counts. Where the manifest cannot be
     * read, the account is not gone.
     */
    boolean isGone(ListedAccount account) {
        return find(account).filter(Deletion::kept).isPresent()
                || manifest.readEntries(account)
                        .filter(named -> remains(account, named).left().stream().allMatch(BucketEntry::shared))
                        .isPresent();
    }

    private Optional<Deletion> find(ListedAccount account) {
        return records.find(account.group(), account.plan(), account.place());
    }

    /**
     * Records that every entry in the manifest is gone, or is left to others who have claims on it.
     *
     * @throws Unfinished if the stored record stays, and is not finished
     */
    void deleted(ListedAccount account, Set<BucketEntry> named, long appeared, long removed) {
        Totals deleted = totals(named);
        finish(account, deleted, removed, appeared, Deletion.Progress.GONE);
        Metric.ACCOUNTS_DELETED.report(1);
        Metric.ENTRIES_DELETED.report(deleted.entries());
        Metric.BYTES_DELETED.report(deleted.bytes());
        Metric.ROWS_DELETED.report(removed);
    }

    /**
     * Records that the rest of the account is kept. If the account has left the group, and nothing shows that the plan
     * has deleted some of it, others have moved or deleted the missing entries.
     *
     * @throws Unfinished if the stored record stays, and is not finished
     */
    void kept(ListedAccount account, Set<BucketEntry> named, long removed, boolean begun, Deletion.Progress why) {
        boolean byOthers =
                why == Deletion.Progress.FOREIGN && !begun && find(account).isEmpty();
        Remains remains = remains(account, named);
        Totals deleted = byOthers ? Totals.NONE : totals(gone(named, remains));
        finish(account, deleted, removed, remains.appeared(), why);
    }

    /**
     * Records that a worker leaves the account, for now or for good; a worker before it may have died. An entry that a
     * later plan lists still existed then, and counts for that plan; this plan has deleted the other missing entries.
     * The buckets are listed before the purge is read: a later plan may begin to delete in between.
     */
    void left(ListedAccount account, Set<BucketEntry> named, long removed) {
        Remains remains = remains(account, named);
        Set<BucketEntry> gone = gone(named, remains);
        plans.latest(account.group())
                .map(Plan::id)
                .filter(latest -> !latest.equals(account.plan()))
                .ifPresent(latest -> manifest.readEntries(account.group(), latest, account.user(), gone::remove));
        if ((removed > 0 || !gone.isEmpty()) && underWay(account)) {
            putPart(account, totals(gone), removed, remains.appeared());
        }
    }

    /** Another worker may have finished the account without the entries of this one: then its outcome stays. */
    private void putPart(ListedAccount account, Totals deleted, long removed, long appeared) {
        if (!put(account, deleted, removed, appeared, Deletion.Progress.PARTIAL)) {
            find(account)
                    .filter(Deletion::kept)
                    .ifPresent(ended -> put(account, deleted, removed, appeared, ended.outcome()));
        }
    }

    /** False once a later plan may have deleted something: its purge is saved before its first deletion. */
    private boolean underWay(ListedAccount account) {
        return purges.find(account.group())
                .filter(purge -> purge.plan().id().equals(account.plan()))
                .isPresent();
    }

    /** Lists the entries of the account that the buckets keep now. */
    Remains remains(ListedAccount account, Set<BucketEntry> named) {
        return Remains.of(
                entries.listEntries(
                        account.group(),
                        account.user(),
                        account.standing(),
                        entries.extentFromManifest(account.user(), named)),
                named);
    }

    private static Set<BucketEntry> gone(Set<BucketEntry> named, Remains remains) {
        Set<BucketEntry> gone = new HashSet<>(named);
        remains.left().forEach(gone::remove);
        return gone;
    }

    /** Another worker may have recorded more than this one found: then the account is looked at once more. */
    private void finish(ListedAccount account, Totals deleted, long removed, long appeared, Deletion.Progress outcome) {
        if (!put(account, deleted, removed, appeared, outcome) && !finished(account)) {
            throw Unfinished.after(Duration.ZERO);
        }
    }

    private boolean put(ListedAccount account, Totals deleted, long removed, long appeared, Deletion.Progress outcome) {
        long before = find(account).map(Deletion::rows).orElse(0L);
        return records.put(
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
