package sundown.purge;

import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** How a purge goes on once something is deleted: pure. Each step is saved before what it stands for is done. */
public final class WaveRules {
    private WaveRules() {}

    /**
     * Accounts are about to be deleted: the first ones after the pause, or more of them.
     *
     * @param accounts those that come next in the manifest
     * @throws IllegalStateException where neither is the case
     */
    public static Purge begun(Purge purge, List<Place> accounts, Instant now) {
        return switch (purge.state()) {
            case PurgeState.Planned ignored -> purge.in(new PurgeState.Canary(now, Progress.NONE.further(accounts)));
            case PurgeState.Waves waves ->
                purge.in(new PurgeState.Waves(now, waves.progress().further(accounts)));
            case PurgeState.Canary ignored -> throw outOfTurn(purge);
            case PurgeState.Purged ignored -> throw outOfTurn(purge);
            case PurgeState.Certified ignored -> throw outOfTurn(purge);
            case PurgeState.Differs ignored -> throw outOfTurn(purge);
            case PurgeState.Aborted ignored -> throw outOfTurn(purge);
            case PurgeState.Voided ignored -> throw outOfTurn(purge);
        };
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

    /** The same with its open waves counted anew; where nothing is being deleted, nothing is counted. */
    public static Purge counted(Purge purge, ToLongFunction<Wave> finished) {
        return switch (purge.state()) {
            case PurgeState.Canary canary ->
                purge.in(new PurgeState.Canary(
                        canary.begunAt(), canary.progress().counted(finished)));
            case PurgeState.Waves waves ->
                purge.in(new PurgeState.Waves(waves.waveAt(), waves.progress().counted(finished)));
            case PurgeState.Planned ignored -> purge;
            case PurgeState.Purged ignored -> purge;
            case PurgeState.Certified ignored -> purge;
            case PurgeState.Differs ignored -> purge;
            case PurgeState.Aborted ignored -> purge;
            case PurgeState.Voided ignored -> purge;
        };
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
