package sundown.purge;

import java.time.Instant;

/** How a purge goes on once something is deleted: pure. Each step is saved before what it stands for is done. */
public final class ProgressRules {
    private ProgressRules() {}

    /**
     * The first accounts are about to be deleted.
     *
     * @throws IllegalStateException unless nothing was deleted before
     */
    public static Purge begun(Purge purge, PurgeRules.Next.BeginCanary step, Instant now) {
        if (purge.state() instanceof PurgeState.Planned) {
            return purge.in(new PurgeState.Canary(now, new Progress(step.accounts(), 0)));
        }
        throw outOfTurn(purge);
    }

    /**
     * What came of the first accounts is as it should be.
     *
     * @throws IllegalStateException unless all of them are finished
     */
    public static Purge canaryPassed(Purge purge, Instant now) {
        if (purge.state() instanceof PurgeState.Canary canary
                && canary.progress().atRest()) {
            return purge.in(new PurgeState.Waves(now, canary.progress()));
        }
        throw outOfTurn(purge);
    }

    /**
     * More accounts are about to be deleted.
     *
     * @throws IllegalStateException unless the canary came before
     */
    public static Purge begun(Purge purge, PurgeRules.Next.BeginWave step, Instant now) {
        if (purge.state() instanceof PurgeState.Waves waves) {
            Progress further = new Progress(
                    waves.progress().begun() + step.accounts(), waves.progress().finished());
            return purge.in(new PurgeState.Waves(now, further));
        }
        throw outOfTurn(purge);
    }

    /**
     * What is not finished is about to be sent again.
     *
     * @throws IllegalStateException where nothing is being deleted
     */
    public static Purge sentAgain(Purge purge, Instant now) {
        return switch (purge.state()) {
            case PurgeState.Canary canary -> purge.in(new PurgeState.Canary(now, canary.progress()));
            case PurgeState.Waves waves -> purge.in(new PurgeState.Waves(now, waves.progress()));
            case PurgeState.Planned ignored -> throw outOfTurn(purge);
            case PurgeState.Purged ignored -> throw outOfTurn(purge);
            case PurgeState.Certified ignored -> throw outOfTurn(purge);
            case PurgeState.Differs ignored -> throw outOfTurn(purge);
            case PurgeState.Aborted ignored -> throw outOfTurn(purge);
            case PurgeState.Voided ignored -> throw outOfTurn(purge);
        };
    }

    /**
     * So many more accounts are finished.
     *
     * @throws IllegalStateException where nothing is being deleted
     */
    public static Purge finished(Purge purge, long accounts) {
        return switch (purge.state()) {
            case PurgeState.Canary canary ->
                purge.in(new PurgeState.Canary(canary.begunAt(), plus(canary.progress(), accounts)));
            case PurgeState.Waves waves ->
                purge.in(new PurgeState.Waves(waves.waveAt(), plus(waves.progress(), accounts)));
            case PurgeState.Planned ignored -> throw outOfTurn(purge);
            case PurgeState.Purged ignored -> throw outOfTurn(purge);
            case PurgeState.Certified ignored -> throw outOfTurn(purge);
            case PurgeState.Differs ignored -> throw outOfTurn(purge);
            case PurgeState.Aborted ignored -> throw outOfTurn(purge);
            case PurgeState.Voided ignored -> throw outOfTurn(purge);
        };
    }

    private static Progress plus(Progress progress, long accounts) {
        return new Progress(progress.begun(), progress.finished() + accounts);
    }

    /**
     * Every account is finished.
     *
     * @throws IllegalStateException unless that is so
     */
    public static Purge purged(Purge purge, Instant now) {
        if (purge.state() instanceof PurgeState.Waves waves
                && waves.progress().finished() == purge.plan().users()) {
            return purge.in(new PurgeState.Purged(now));
        }
        throw outOfTurn(purge);
    }

    private static IllegalStateException outOfTurn(Purge purge) {
        return new IllegalStateException(
                "a purge cannot go on so: " + purge.state().name());
    }
}
