package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.failure.PermanentFailure;
import sundown.gallery.GalleryLayout;
import sundown.job.Unfinished;
import sundown.metrics.Metric;
import sundown.receipt.Receipts;

/**
 * Deletes of one account what the manifest names and is still there, batch by batch, until its time is over. What was
 * deleted before is not listed any more, and so is not deleted again.
 */
@Singleton
final class AccountPurge {
    private static final Logger LOG = Logger.getLogger(AccountPurge.class);

    /**
     * Between two listings, each of which takes a minute or two for a million entries; the function has 10 minutes, of
     * which a chunk has used up to 80 seconds.
     */
    static final Duration LONGEST = Duration.ofMinutes(3);

    private final DeletionGate gate;
    private final ManifestReader manifest;
    private final BatchDeletion deletion;
    private final UserRows rows;
    private final Receipts receipts;
    private final GalleryLayout layout;
    private final AccountRecord record;
    private final PurgeEnding ending;
    private final Clock clock;

    AccountPurge(
            DeletionGate gate,
            ManifestReader manifest,
            BatchDeletion deletion,
            UserRows rows,
            Receipts receipts,
            GalleryLayout layout,
            AccountRecord record,
            PurgeEnding ending,
            Clock clock) {
        this.gate = gate;
        this.manifest = manifest;
        this.deletion = deletion;
        this.rows = rows;
        this.receipts = receipts;
        this.layout = layout;
        this.record = record;
        this.ending = ending;
        this.clock = clock;
    }

    /**
     * Goes on where the buckets stand, until the account is finished. Where nothing may be deleted, it records what is
     * gone: another worker may have died before it did so, and no other worker comes for a plan that is given up.
     *
     * @throws PermanentFailure when something was refused
     * @throws Unfinished when the time is over, or nothing may be deleted now
     */
    void purge(ListedAccount account) {
        if (gate.verdict(account) instanceof DeletionRules.Verdict.Leave leave) {
            throw left(account, leave, 0);
        }
        purge(account, manifest.readEntries(account).orElseThrow(() -> tampered(account)));
    }

    private void purge(ListedAccount account, Set<BucketEntry> named) {
        AccountWork work = new AccountWork(
                account.listed(),
                record.remains(account, named),
                deletion,
                rows,
                receipts,
                () -> record.overdue(account, named),
                !layout.hasFolders());
        try {
            delete(account, named, work)
                    .ifPresentOrElse(
                            why -> record.kept(account, named, work, why),
                            () -> record.deleted(account, named, work.appeared(), work.removed()));
        } catch (PermanentFailure failed) {
            record.left(account, named, work.removed());
            throw failed;
        }
    }

    /** Deletes all of it, or tells why the rest is kept. */
    private Optional<Deletion.Outcome> delete(ListedAccount account, Set<BucketEntry> named, AccountWork work) {
        Instant end = clock.instant().plus(LONGEST);
        while (work.left()) {
            Instant asked = clock.instant();
            switch (gate.verdict(account)) {
                case DeletionRules.Verdict.Leave leave -> throw left(account, leave, work.removed());
                case DeletionRules.Verdict.Keep keep -> {
                    return kept(account, keep.why());
                }
                case DeletionRules.Verdict.DeleteRows _
                when work.entriesLeft() -> {
                    return kept(account, Deletion.Outcome.FOREIGN);
                }
                case DeletionRules.Verdict.Delete _, DeletionRules.Verdict.DeleteRows _
                when clock.instant().isBefore(end) -> work.next();
                case DeletionRules.Verdict.Delete _, DeletionRules.Verdict.DeleteRows _ -> {
                    record.left(account, named, work.removed());
                    throw Unfinished.after(Duration.ZERO);
                }
            }
            Metric.SWITCH_DELAY.report(Duration.between(asked, clock.instant()));
        }
        if (work.refused() > 0) {
            throw new PermanentFailure(work.refused() + " entries could not be deleted");
        }
        return Optional.empty();
    }

    private static Optional<Deletion.Outcome> kept(ListedAccount account, Deletion.Outcome why) {
        LOG.warnf(
                "user %s, plan %s of group %s: what is left of them is kept: %s",
                account.user(), account.plan(), account.group(), why);
        return Optional.of(why);
    }

    /** What nothing shows to be listed is not recorded either. */
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
            case STOPPED, EARLY -> Unfinished.after(MessageQueue.LONGEST_DELAY);
            case NOT_APPROVED, NOT_LISTED -> Unfinished.forGood();
        };
    }

    private Unfinished tampered(ListedAccount account) {
        ending.end(
                account.group(),
                account.plan(),
                "what the manifest names of user " + account.user() + " is not what was approved");
        return Unfinished.forGood();
    }
}
