package sundown.simulation.port;

import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.purge.plan.AuditFiles;
import sundown.purge.plan.ManifestTree;
import sundown.purge.plan.PlanId;
import sundown.purge.plan.PlanStore;
import sundown.purge.plan.PurgePlan;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.timeline.GroupId;

/**
 * Plans; what a plan lists is checked at the moment at which it is made.
 *
 * @param files the audit bucket itself
 * @param users of the group
 * @param held true for a user who was under hold at any time
 */
public record WatchedPlans(
        PlanStore real,
        AuditFiles files,
        GalleryLayout layout,
        Supplier<Set<UserId>> users,
        Predicate<UserId> held,
        Surroundings around) {
    /** A user in no plan stays in the buckets. */
    public static final String WHOLE = "a plan lists everybody of the group, each with a proof";

    public void complete(GroupId group, PlanId plan, PurgePlan.Planned planned) {
        ManifestTree manifest = new ManifestTree(files, layout);
        for (UserId user : users.get()) {
            boolean listed = manifest.find(group, plan, user)
                    .filter(proof -> proof.proves(planned.hash()))
                    .isPresent();
            Violation.unless(listed || held.test(user), WHOLE, user);
            around.coverage().count("users whose plan has a proof", listed ? 1 : 0);
        }
        real.complete(group, plan, planned);
    }
}
