package sundown.purge.deletion;

import jakarta.inject.Singleton;
import java.util.function.Consumer;
import sundown.purge.approval.PurgeStore;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.ListedAccount;
import sundown.purge.plan.NamedEntries;
import sundown.purge.plan.Plan;
import sundown.purge.plan.Plans;

/** The plan that took the place of another one, so that nothing counts as deleted by both. */
@Singleton
final class LaterPlan {
    private final Plans plans;
    private final PurgeStore purges;
    private final NamedEntries manifest;

    LaterPlan(Plans plans, PurgeStore purges, NamedEntries manifest) {
        this.plans = plans;
        this.purges = purges;
        this.manifest = manifest;
    }

    /** True when it may have deleted something; it is saved before it does. */
    boolean begun(ListedAccount account) {
        return purges.find(account.group())
                .filter(purge -> purge.plan().id().equals(account.plan()))
                .isEmpty();
    }

    /** Reads what it names of the account, if there is such a plan: it has found that, and will delete it. */
    void read(ListedAccount account, Consumer<BucketEntry> reader) {
        plans.latest(account.group())
                .map(Plan::id)
                .filter(latest -> !latest.equals(account.plan()))
                .ifPresent(latest -> manifest.read(account.group(), latest, account.user(), reader));
    }
}
