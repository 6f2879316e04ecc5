package sundown.purge.deletion;

import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.hold.HoldStore;
import sundown.purge.approval.Purge;
import sundown.purge.approval.PurgeContext;
import sundown.purge.approval.PurgeGroups;
import sundown.purge.approval.PurgeStore;
import sundown.purge.plan.ListedAccount;

/** Asks again, before each batch, whether it may be deleted: nothing of an answer is kept. */
@Singleton
final class DeletionGate {
    private final PurgeStore purges;
    private final PurgeGroups groups;
    private final HoldStore holds;

    DeletionGate(PurgeStore purges, PurgeGroups groups, HoldStore holds) {
        this.purges = purges;
        this.groups = groups;
        this.holds = holds;
    }

    /**
     * The hold is read last: one that is placed meanwhile is seen here, or else as a change that voids the approvals.
     */
    DeletionRules.Verdict verdict(ListedAccount account) {
        Optional<Purge> stored = purges.find(account.group());
        PurgeContext now = groups.circumstances(account.group());
        return DeletionRules.verdict(stored, account, now, holds.find(account.user()));
    }
}
