package sundown.purge;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.hold.HoldStore;
import sundown.purge.DeletionRules.ListedAccount;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** Checks before each batch whether it may be deleted, and keeps no answer. */
@Singleton
record DeletionGate(
        PurgeStore purges, PurgeGroups groups, TimelineStore timelines, AccountStore accounts, HoldStore holds) {
    /**
     * The hold is read last. A hold that is placed meanwhile is seen here, or else as a change that voids the
     * approvals.
     */
    DeletionRules.Verdict verdict(ListedAccount account) {
        Optional<Purge> stored = purges.find(account.group());
        PurgeContext now = groups.circumstances(account.group());
        return DeletionRules.verdict(stored, account, now, standing(account, now));
    }

    private Standing standing(ListedAccount account, PurgeContext now) {
        Timeline timeline = timelines.current().timeline();
        Optional<Account> owner = accounts.findAll(List.of(account.user())).find(account.user());
        boolean held = holds.find(account.user())
                .filter(hold -> hold.holdsAt(now.now()))
                .isPresent();
        return PlanRules.standing(owner, held, account.group(), timeline);
    }
}
