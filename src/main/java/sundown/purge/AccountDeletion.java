package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.failure.PermanentFailure;
import sundown.gallery.Claims;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore;
import sundown.job.ChunkWork.Unfinished;
import sundown.metrics.Metric;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.DeletionRules.ListedAccount;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.PurgeStore.Purge;
import sundown.receipt.Receipts;

/**
 * Deletes the entries of one account that the manifest names and the buckets still keep, batch by batch, and then the
 * account's rows, until its time is over. A deleted entry is not listed any more, and so is not deleted again.
 */
@Singleton
record AccountDeletion(
        PurgeStore purges,
        PurgeGroups groups,
        AccountStore accounts,
        HoldStore holds,
        ManifestReader manifest,
        BucketDeletion buckets,
        Claims claims,
        SharedObjects shared,
        UserRows rows,
        Receipts receipts,
        GalleryLayout layout,
        AccountRecord record,
        DeletionJobs jobs,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(AccountDeletion.class);

    /**
     * The time that a worker deletes between two listings, each of which takes a minute or two for a million entries.
     * The function has 10 minutes, of which a chunk has used up to 80 seconds.
     */
    static final Duration TURN_MAX = Duration.ofMinutes(3);

    /**
     * Deletes what the buckets still keep, until the account is finished. If nothing may be deleted, it records the
     * entries that are gone: an earlier worker may have died before its record, and no later worker comes for a plan
     * that is given up.
     *
     * @throws PermanentFailure if something was refused
     * @throws Unfinished if the time is over, or nothing may be deleted now
     */
    void delete(ListedAccount account) {
        if (verdict(account) instanceof DeletionRules.Verdict.Leave leave) {
            throw left(account, leave, 0);
        }
        delete(account, manifest.readEntries(account).orElseThrow(() -> tampered(account)));
    }

    private void delete(ListedAccount account, Set<BucketEntry> named) {
        Batches batches = new Batches(account, named);
        try {
            deleteAll(account, named, batches)
                    .ifPresentOrElse(
                            why -> record.kept(account, named, batches.removed, batches.begun, why),
                            () -> record.deleted(account, named, batches.appeared, batches.removed));
        } catch (PermanentFailure failed) {
            record.left(account, named, batches.removed);
            throw failed;
        }
    }

    /**
     * Decides on one batch, by what is read for it alone. The hold is read last: the worker sees a later hold before
     * the next batch.
     */
    private DeletionRules.Verdict verdict(ListedAccount account) {
        Optional<Purge> stored = purges.find(account.group());
        PurgeContext now = groups.circumstances(account.group());
        Optional<Account> owner = accounts.findAll(List.of(account.user())).find(account.user());
        boolean held = holds.find(account.user())
                .filter(hold -> hold.holdsAt(now.now()))
                .isPresent();
        Standing standing = Standing.of(owner, held, account.group(), now.timeline());
        return DeletionRules.verdict(stored, account, now, standing);
    }

    /** Deletes all batches, or returns the reason why the rest is kept. */
    private Optional<Deletion.Progress> deleteAll(ListedAccount account, Set<BucketEntry> named, Batches batches) {
        Instant end = clock.instant().plus(TURN_MAX);
        while (batches.left()) {
            Instant asked = clock.instant();
            switch (verdict(account)) {
                case DeletionRules.Verdict.Leave leave -> throw left(account, leave, batches.removed);
                case DeletionRules.Verdict.Keep keep -> {
                    return kept(account, keep.why());
                }
                case DeletionRules.Verdict.DeleteRows _
                when batches.entriesLeft() -> {
                    return kept(account, Deletion.Progress.FOREIGN);
                }
                case DeletionRules.Verdict.Delete _, DeletionRules.Verdict.DeleteRows _
                when clock.instant().isBefore(end) -> batches.next();
                case DeletionRules.Verdict.Delete _, DeletionRules.Verdict.DeleteRows _ -> {
                    record.left(account, named, batches.removed);
                    throw Unfinished.after(Duration.ZERO);
                }
            }
            Metric.SWITCH_DELAY.report(Duration.between(asked, clock.instant()));
        }
        if (batches.refused > 0) {
            throw new PermanentFailure(batches.refused + " entries could not be deleted");
        }
        return Optional.empty();
    }

    private static Optional<Deletion.Progress> kept(ListedAccount account, Deletion.Progress why) {
        LOG.warnf(
                "user %s, plan %s of group %s: what is left of them is kept: %s",
                account.user(), account.plan(), account.group(), why);
        return Optional.of(why);
    }

    /** Records the deleted entries, except for an account that nothing shows to be listed. */
    private Unfinished left(ListedAccount account, DeletionRules.Verdict.Leave leave, long removed) {
        boolean listed = leave.why() != DeletionRules.Why.NOT_LISTED;
        if (listed) {
            manifest.readEntries(account).ifPresent(named -> record.left(account, named, removed));
        }
        LOG.logf(
                listed ? Logger.Level.INFO : Logger.Level.ERROR,
                "user %s, plan %s of group %s: nothing more is deleted now: %s",
                account.user(),
                account.plan(),
                account.group(),
                leave.why());
        return switch (leave.why()) {
            case STOPPED, EARLY -> Unfinished.after(MessageQueue.DELAY_MAX);
            case NOT_APPROVED, NOT_LISTED -> Unfinished.forGood();
        };
    }

    private Unfinished tampered(ListedAccount account) {
        jobs.end(
                account.group(),
                account.plan(),
                "what the manifest names of user " + account.user() + " is not what was approved");
        return Unfinished.forGood();
    }

    /**
     * The batches of one account: first its entries, and when a new listing shows that all of them are gone, its rows,
     * once a receipt is kept. The answer to a deletion is not enough: rows alone tell where photos are.
     */
    private final class Batches {
        private final ListedAccount account;
        private final Set<BucketEntry> named;
        private final Iterator<List<BucketEntry>> entries;
        private final Set<BucketEntry> deleted = new HashSet<>();
        private long appeared;
        private long refused;
        private long removed;
        private boolean rowsLeft = true;
        private boolean begun;

        private Batches(ListedAccount account, Set<BucketEntry> named) {
            this.account = account;
            this.named = named;
            AccountRecord.Remains remains = record.remains(account, named);
            this.entries = remains.batches().iterator();
            this.appeared = remains.appeared();
        }

        /** The rows wait until every entry is gone. */
        boolean left() {
            return entriesLeft() || (rowsLeft && refused == 0);
        }

        boolean entriesLeft() {
            return entries.hasNext();
        }

        void next() {
            begun = true;
            if (entriesLeft()) {
                refused += deleteEntries(entries.next());
                if (!entriesLeft() && refused == 0) {
                    checkThatAllIsGone();
                }
            } else {
                removeRows();
            }
        }

        /**
         * Deletes a batch of {@link AccountRecord.Remains#batches}: versions and markers in one call, uploads one by
         * one. The user gives up shared entries, which are deleted unless another user needs them.
         *
         * @return how many entries were refused, and are still there
         */
        private long deleteEntries(List<BucketEntry> batch) {
            List<BucketEntry> unclaimed = batch.getFirst().shared() ? giveUp(account.user(), batch) : batch;
            deleted.addAll(unclaimed);
            return unclaimed.isEmpty() ? 0 : deleteUnclaimed(account.user(), unclaimed);
        }

        /** Entries that were left to others may go, or not, at any moment. */
        private void checkThatAllIsGone() {
            AccountRecord.Remains remains = record.remains(account, named);
            appeared = remains.appeared();
            long still = remains.left().stream().filter(deleted::contains).count();
            if (still > 0) {
                LOG.errorf("%d entries of user %s are still listed after they were deleted", still, account.user());
                refused += still;
            }
        }

        /**
         * Where only rows tell the owner of an object, they stay when something came after the manifest was made, so
         * that the next manifest names it.
         */
        private void removeRows() {
            if (removed == 0) {
                receipts.keep(account.user(), Json.write(account.listed()));
            }
            if (!layout.hasFolders() && appeared > 0) {
                rowsLeft = false;
                return;
            }
            long some = rows.remove(account.user());
            removed += some;
            rowsLeft = some == UserRows.BATCH_ROWS;
        }
    }

    /**
     * The last user to release a claim sees no other. Of two who release at once, at least one is the last; where both
     * are, both delete. A user who comes again after a crash is still the last.
     */
    private List<BucketEntry> giveUp(UserId user, List<BucketEntry> batch) {
        Set<ObjectKey> keys = batch.stream().map(BucketEntry::key).collect(Collectors.toSet());
        keys.forEach(key -> claims.release(key, user));
        Set<ObjectKey> kept = shared.keptForOthers(user, keys);
        return batch.stream().filter(entry -> !kept.contains(entry.key())).toList();
    }

    private long deleteUnclaimed(UserId user, List<BucketEntry> batch) {
        if (batch.getFirst().isUpload()) {
            batch.forEach(buckets::abort);
            return 0;
        }
        Map<String, Long> refused = buckets.delete(batch).stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        if (!refused.isEmpty()) {
            LOG.errorf("entries of user %s were refused, by code: %s", user, refused);
        }
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
