package sundown.purge.deletion;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.purge.approval.Purge;
import sundown.purge.approval.PurgeContext;
import sundown.purge.approval.PurgeRules;
import sundown.purge.approval.PurgeStore;

/** Takes the steps of a purge: each is saved before what it stands for is done. */
@Singleton
final class PurgeSteps {
    private static final Logger LOG = Logger.getLogger(PurgeSteps.class);

    private final PurgeStore purges;
    private final DeletionJobs jobs;

    PurgeSteps(PurgeStore purges, DeletionJobs jobs) {
        this.purges = purges;
        this.jobs = jobs;
    }

    /**
     * Takes the next step, if it is time for one.
     *
     * @return how much was done: steps, or chunks that were sent
     */
    int take(Purge purge, PurgeContext now) {
        return switch (PurgeRules.next(purge, now, part -> jobs.complete(purge, part))) {
            case PurgeRules.Next.Nothing ignored -> 0;
            case PurgeRules.Next.Annul annul -> annul(annul.purge());
            case PurgeRules.Next.Enter enter ->
                purges.save(enter.purge()).map(saved -> 1 + take(saved, now)).orElse(0);
            case PurgeRules.Next.Delete delete -> jobs.advance(purge, delete.part());
        };
    }

    private int annul(Purge annulled) {
        int saved = save(annulled);
        if (saved > 0) {
            LOG.warnf(
                    "audit: approvals void, group %s, plan %s: timeline, holds or plan have changed",
                    annulled.group(), annulled.plan().id());
        }
        return saved;
    }

    /** Nothing is done when somebody was faster. */
    private int save(Purge purge) {
        return purges.save(purge).isPresent() ? 1 : 0;
    }
}
