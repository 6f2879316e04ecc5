package sundown.simulation.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.media.Choice;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Run;
import sundown.simulation.run.Violation;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Progress;
import sundown.transfer.RequestRules;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** Which change of a transfer may follow which, and who may make it. */
public final class Transitions {
    private static final Duration LONGEST_LEASE = Duration.ofDays(1);

    /** A lease is kept while it is a little longer than it has to be; clocks differ. */
    private static final Duration SPARE = Duration.ofMinutes(11);

    private Transitions() {}

    /**
     * Checks a change that has been saved.
     *
     * @param now on the clock of the worker that made it
     */
    public static void check(Optional<Transfer> before, Transfer after, Run run, Calendar calendar, Instant now) {
        Instant close = calendar.closeAsHeard(now);
        checkTimes(after, close, now);
        if (before.isEmpty()) {
            checkFirst(after, run);
        } else if (before.get().id().equals(after.id())) {
            checkChange(before.get(), after, run, calendar.earliestCloseAsHeard(now));
        } else {
            checkReplacement(before.get(), after, run);
        }
        boolean begins = run.function().speaksForTheUser() && after.state().active();
        Violation.unless(
                !begins || run.beganOnItsClock().isBefore(close), "no transfer begins after the close", after.state());
    }

    /** An active transfer has a time to be looked at, not too far away. */
    private static void checkTimes(Transfer after, Instant close, Instant now) {
        Violation.unless(after.lease().compareTo(LONGEST_LEASE) <= 0, "nobody is forgotten", after.lease());
        Instant latest = now.plus(after.lease()).plus(SPARE);
        switch (after.state()) {
            case TransferState.Counting counting ->
                Violation.unless(!counting.checkAt().isAfter(latest), "nobody is forgotten", counting);
            case TransferState.Running running ->
                Violation.unless(!running.checkAt().isAfter(latest), "nobody is forgotten", running);
            case TransferState.Waiting waiting ->
                Violation.unless(!waiting.wakeAt().isAfter(close), "nobody waits past the close", waiting);
            case TransferState.Stopped _, TransferState.Finished _ -> {}
            case TransferState.Closed _, TransferState.NotAllowed _, TransferState.GaveUp _ -> {}
        }
    }

    private static void checkFirst(Transfer after, Run run) {
        Violation.unless(run.function() == FunctionName.START, "only a start begins a transfer", run);
        Violation.unless(after.earlier().isEmpty(), "the first account is no switch", run);
    }

    private static void checkReplacement(Transfer before, Transfer after, Run run) {
        Violation.unless(run.function() == FunctionName.START, "only a start begins a transfer", run);
        Violation.unless(!before.state().active(), "a switch needs a stop first", before.state());
        Violation.unless(!before.account().is(after.account()), "the same account goes on with its transfer", run);
        boolean counts = before.counts().done().items() > 0;
        List<LibraryAccount> earlier = Stream.concat(
                        before.earlier().stream(), Stream.of(before.account()).filter(_ -> counts))
                .toList();
        Violation.unless(
                after.earlier().equals(earlier) && earlier.size() <= RequestRules.SWITCHES_MAX,
                "the account is switched at most three times, and each that got photos is kept",
                run);
    }

    private static void checkChange(Transfer before, Transfer after, Run run, Instant earliestClose) {
        Violation.unless(after.version() == before.version() + 1, "versions count up", after.version());
        Violation.unless(before.account().is(after.account()), "a transfer keeps its account", run);
        Violation.unless(before.earlier().equals(after.earlier()), "a transfer keeps the accounts before it", run);
        Choice chosen = before.terms().choice();
        boolean choosing = chooses(before, after, run);
        Violation.unless(
                choosing
                        || before.terms().order().isEmpty()
                        || before.terms().order().equals(after.terms().order()),
                "a transfer keeps its order",
                run);
        Violation.unless(
                choosing
                        || chosen.equals(after.terms().choice())
                        || (chosen.withPrivate().isEmpty()
                                && chosen.answered(false).equals(after.terms().choice())),
                "a transfer keeps what its user has answered",
                run);
        checkProgress(before, after, run, choosing);
        checkState(before.state(), after.state(), run);
        checkRoom(before, after, run);
        checkConsent(before, after, run);
        checkWait(after, run, earliestClose);
    }

    /** The user chooses another part of the gallery, while no worker moves anything. */
    private static boolean chooses(Transfer before, Transfer after, Run run) {
        return run.function().speaksForTheUser()
                && after.state() instanceof TransferState.Counting
                && !(before.state() instanceof TransferState.Running)
                && before.progress().batch() + 1 == after.progress().batch();
    }

    private static void checkProgress(Transfer before, Transfer after, Run run, boolean choosing) {
        int step = after.progress().batch() - before.progress().batch();
        Violation.unless(step == 0 || step == 1, "batches go forward one by one", "a step of " + step);
        Violation.unless(
                step == 0 || choosing || run.function() == FunctionName.BATCH,
                "only a worker moves a transfer on",
                run);
        int retries = after.progress().pass() - before.progress().pass();
        Violation.unless(
                choosing || retries == 0 || (retries == 1 && run.function() == FunctionName.RESUME),
                "only the user has failed items tried again",
                run);
        Violation.unless(
                choosing || retries == 0 || retriedLater(before.progress(), after.progress()),
                "a retry waits an hour for the next",
                run);
        Violation.unless(
                retries == 1
                        || after.counts().settled().items()
                                >= before.counts().settled().items(),
                "an end is an end",
                after.counts());
    }

    private static boolean retriedLater(Progress before, Progress after) {
        Instant retry = after.lastRetry().orElseThrow();
        return before.lastRetry()
                .map(last -> !retry.isBefore(last.plus(Duration.ofHours(1))))
                .orElse(true);
    }

    private static void checkState(TransferState before, TransferState after, Run run) {
        boolean user = run.function().speaksForTheUser();
        Violation.unless(
                !(before instanceof TransferState.Counting)
                        || !(after instanceof TransferState.Running)
                        || run.function() == FunctionName.BATCH,
                "only a worker starts what was counted",
                run);
        Violation.unless(
                before.active() || !after.active() || user,
                "what has ended or was stopped stays so",
                before + ", " + run);
        Violation.unless(
                !(after instanceof TransferState.Stopped) || before instanceof TransferState.Stopped || user,
                "only the user stops",
                run);
    }

    private static void checkRoom(Transfer before, Transfer after, Run run) {
        Violation.unless(
                !(before.room() instanceof RoomCheck.Settled)
                        || !(after.room() instanceof RoomCheck.Missing)
                        || run.hasMetFullAccount(),
                "who goes on without room is not asked again",
                run);
    }

    private static void checkConsent(Transfer before, Transfer after, Run run) {
        boolean refused = after.state() instanceof TransferState.Waiting waiting
                && waiting.reason() == WaitReason.CONSENT
                && run.function() == FunctionName.BATCH;
        boolean sameGrant = run.transfer().map(Transfer::grant).equals(Optional.of(before.grant()));
        Violation.unless(!refused || sameGrant, "an old refusal does not overrule a new consent", run);
    }

    /**
     * The library is not asked again before it wants to be; the close comes first, and one that was moved just now,
     * too. What the library said may not have arrived in a run that met failures.
     */
    private static void checkWait(Transfer after, Run run, Instant earliestClose) {
        boolean tooEarly = after.state() instanceof TransferState.Waiting waiting
                && goesOnByItself(waiting.reason())
                && waiting.wakeAt().isBefore(earliestClose)
                && waiting.wakeAt().isBefore(run.earliestReturn());
        Violation.unless(
                !tooEarly || run.mayFail(), "the library is not asked again before it wants to be", after.state());
    }

    private static boolean goesOnByItself(WaitReason reason) {
        return switch (reason) {
            case QUOTA, SHARE, BUSY, TROUBLE -> true;
            case ROOM, CONSENT -> false;
        };
    }
}
