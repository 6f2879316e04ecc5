package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.receipt.Receipts;

/**
 * Deletes of one account what the manifest names and is still there, batch by batch, and hands itself on before its
 * time is over. What was deleted before a death is not listed any more, and so is not deleted again.
 */
@Singleton
final class AccountPurge {
    private static final Logger LOG = Logger.getLogger(AccountPurge.class);

    /** Between two listings, each of which takes a minute or two for a million entries; the function has 10 minutes. */
    static final Duration LONGEST = Duration.ofMinutes(4);

    private final DeletionGate gate;
    private final NamedEntries manifest;
    private final BatchDeletion deletion;
    private final UserRows rows;
    private final Receipts receipts;
    private final AccountRecord record;
    private final PurgeEnding ending;
    private final MessageQueue<PurgeMessage> queue;
    private final Clock clock;

    AccountPurge(
            DeletionGate gate,
            NamedEntries manifest,
            BatchDeletion deletion,
            UserRows rows,
            Receipts receipts,
            AccountRecord record,
            PurgeEnding ending,
            MessageQueue<PurgeMessage> queue,
            Clock clock) {
        this.gate = gate;
        this.manifest = manifest;
        this.deletion = deletion;
        this.rows = rows;
        this.receipts = receipts;
        this.record = record;
        this.ending = ending;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Goes on where the buckets stand. Where nothing may be deleted it puts down what is gone: another worker may have
     * died in the midst of it, and where the plan is given up nobody else comes.
     *
     * @throws sundown.failure.RetryableFailure when something was refused: the message comes again
     */
    void purge(PurgeMessage message) {
        if (record.finished(message)) {
            return;
        }
        if (gate.verdict(message) instanceof DeletionRules.Verdict.Leave leave) {
            leave(message, leave, 0);
            return;
        }
        named(message).ifPresentOrElse(named -> purge(message, named), () -> tampered(message));
    }

    private Optional<Set<BucketEntry>> named(PurgeMessage message) {
        return manifest.of(message);
    }

    private void purge(PurgeMessage message, Set<BucketEntry> named) {
        Supplier<Remains> remaining = () -> record.remains(message, named);
        Remains remains = remaining.get();
        AccountWork work = new AccountWork(message.listed(), remains, deletion, rows, receipts, remaining);
        Instant end = clock.instant().plus(LONGEST);
        while (work.left()) {
            if (stops(message, named, work, end)) {
                return;
            }
            work.next();
        }
        record.deleted(message, named, remains.appeared(), work);
    }

    /** True when this worker goes no further; what follows from that is done. */
    private boolean stops(PurgeMessage message, Set<BucketEntry> named, AccountWork work, Instant end) {
        switch (gate.verdict(message)) {
            case DeletionRules.Verdict.Leave leave -> leave(message, leave, work.removed());
            case DeletionRules.Verdict.Held ignored -> record.held(message, named, work.removed());
            case DeletionRules.Verdict.Delete ignored
            when clock.instant().isBefore(end) -> {
                return false;
            }
            case DeletionRules.Verdict.Delete ignored -> queue.send(List.of(message));
        }
        return true;
    }

    /** What nothing shows to be listed is not recorded either. */
    private void leave(PurgeMessage message, DeletionRules.Verdict.Leave leave, long removed) {
        boolean listed = leave.why() != DeletionRules.Why.NOT_LISTED
                && message.listed().root().isPresent();
        if (listed) {
            named(message).ifPresent(named -> record.left(message, named, removed));
        }
        LOG.logf(
                leave.why() == DeletionRules.Why.NOT_LISTED ? Logger.Level.ERROR : Logger.Level.INFO,
                "user %s, plan %s of group %s: nothing more is deleted now: %s",
                message.user(),
                message.plan(),
                message.group(),
                leave.why());
    }

    private void tampered(PurgeMessage message) {
        ending.end(
                message.group(),
                message.plan(),
                "what the manifest names of user " + message.user() + " is not what was approved");
    }
}
