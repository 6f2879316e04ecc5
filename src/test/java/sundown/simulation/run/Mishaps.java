package sundown.simulation.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/** What may happen before and after every call of a port: nothing, mostly. */
public final class Mishaps {
    private static final Duration QUICK = Duration.ofMillis(60);
    private static final Duration SLOW = Duration.ofSeconds(70);
    private static final Duration VERY_SLOW = Duration.ofMinutes(14);

    /** Calls that move the bytes of volumes: often slow, and then for minutes. */
    private static final Pattern BULKY = Pattern.compile("VolumeStorage|GalleryObjects");

    private static final int MOST_AT_ONCE = 3;
    private static final int DISTURBANCE = 4;
    private static final int FAVOURITE_CRASHES = 2;

    private final Chance chance;
    private final Profile profile;
    private final Runs runs;
    private final WorldTime time;
    private final Coverage coverage;
    private final Trace trace;
    private final Interleaving interleaving;
    private String favourite = "";
    private int favouriteCrashes;
    private boolean over;
    private Instant calmSince = Instant.MAX;
    private Runnable interlude = () -> {};
    private Runnable minutes = () -> {};

    public Mishaps(
            Chance chance,
            Profile profile,
            Runs runs,
            WorldTime time,
            Interleaving interleaving,
            Coverage coverage,
            Trace trace) {
        this.chance = chance;
        this.profile = profile;
        this.runs = runs;
        this.time = time;
        this.coverage = coverage;
        this.trace = trace;
        this.interleaving = interleaving;
    }

    /** What others do in the middle of a run. */
    public void between(Runnable others) {
        interlude = others;
    }

    /** What others do while a run waits for minutes. */
    public void during(Runnable others) {
        minutes = others;
    }

    /** From now on things go wrong, as they do from the beginning. */
    public void begin() {
        over = false;
        calmSince = Instant.MAX;
    }

    /** From now on all goes well. */
    public void end() {
        over = true;
        calmSince = time.now();
    }

    /** Until now no sweep was made. */
    public void sweepAgain() {
        calmSince = over ? time.now() : Instant.MAX;
    }

    /** Since when all goes well, and sweeps come in time; never, while things go wrong. */
    public Instant calmSince() {
        return calmSince;
    }

    boolean over() {
        return over;
    }

    /** Picks a point at which this world crashes more often than at others, so that rare ones get their share. */
    public void chooseFavourite(Set<String> points) {
        favourite = profile.crash() > 0 ? chance.pick(List.copyOf(points)) : "";
    }

    /** A run has come to this point. */
    void at(String point) {
        interleaving.at();
        Run run = runs.current();
        if (run.dead()) {
            throw new Crash(point);
        }
        Duration latency = latency(run, point);
        time.pass(latency);
        if (latency.compareTo(SLOW) > 0 && runs.depth() < MOST_AT_ONCE) {
            minutes.run();
        }
        requireTime(run, point);
        if (!over) {
            meet(run, point);
        }
    }

    /** A function that has used up its time does nothing more. */
    private void requireTime(Run run, String point) {
        if (run.tooLongAt(time.now())) {
            throw crash(run, point, "takes too long");
        }
    }

    private void meet(Run run, String point) {
        if (runs.depth() < MOST_AT_ONCE && chance.oneIn(interlude(run))) {
            interleaving.between(interlude);
            requireTime(run, point);
        }
        if (crashes(point)) {
            throw crash(run, point, "crashes");
        }
        if (chance.oneIn(profile.failure())) {
            throw failure(run, point);
        }
    }

    /** A deletion is disturbed more often, as a world has few. */
    private int interlude(Run run) {
        return run.function() == FunctionName.PURGE_ACCOUNT ? profile.interlude() / DISTURBANCE : profile.interlude();
    }

    private Duration latency(Run run, String point) {
        boolean bulky = run.function() == FunctionName.BUILD_ARCHIVE
                && BULKY.matcher(point).lookingAt();
        if (over || !chance.oneIn(bulky ? profile.slow() / 4 : profile.slow())) {
            return chance.between(Duration.ZERO, QUICK);
        }
        return chance.between(Duration.ZERO, bulky ? VERY_SLOW : SLOW);
    }

    private boolean crashes(String point) {
        if (point.equals(favourite) && favouriteCrashes < FAVOURITE_CRASHES && chance.oneIn(2)) {
            favouriteCrashes++;
            return true;
        }
        return chance.oneIn(profile.crash());
    }

    private Crash crash(Run run, String point, String how) {
        trace.say(() -> "    " + run + " " + how + " at " + point);
        coverage.crashedAt(point);
        run.die();
        return new Crash(point);
    }

    private RuntimeException failure(Run run, String point) {
        run.fail();
        if (chance.oneIn(8)) {
            trace.say(() -> "    " + run + " is refused at " + point);
            return run.function() == FunctionName.RUN_SWEEP_TASK
                    ? new IllegalStateException("a simulated fault at " + point)
                    : new PermanentFailure("simulated", new IllegalStateException(point));
        }
        trace.say(() -> "    " + run + " fails at " + point);
        return new RetryableFailure("simulated", new IllegalStateException(point));
    }

    /** The function ends here and now, as when its machine is lost; no code of ours catches an {@link Error}. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String point) {
            super(point, null, false, false);
        }
    }
}
