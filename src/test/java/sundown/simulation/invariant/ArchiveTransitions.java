package sundown.simulation.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Run;
import sundown.simulation.run.Violation;

/**
 * Which change of an archive may follow which, who may make it, and when.
 *
 * @param closeBefore by which a worker may go that has not heard of another
 * @param now on the clock of the worker that makes the change
 */
public record ArchiveTransitions(Run run, Instant close, Optional<Instant> closeBefore, Instant now) {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Duration WORKERS_END = Duration.ofMinutes(16);

    private static final Duration LONGEST_PLANNING = WORKERS_END.multipliedBy(16);

    private static final Duration DAY = Duration.ofHours(24);
    private static final int MOST_A_DAY = 3;

    private static final Duration QUEUING = Duration.ofMinutes(2);

    /** Checks a change that has been saved. */
    void check(Optional<Archive> before, Archive after) {
        checkAlone(after);
        before.ifPresent(earlier -> checkCleaning(earlier, after));
        before.filter(earlier -> earlier.id().equals(after.id()))
                .ifPresentOrElse(earlier -> checkChange(earlier, after), () -> checkFirst(before, after));
    }

    /** The archives with objects to remove, the current one included. */
    static Stream<Archive.Earlier> toClean(Archive archive) {
        Archive.Earlier own =
                new Archive.Earlier(archive.id(), archive.group(), archive.createdAt(), archive.cleanAt());
        return Stream.concat(archive.earlier().stream(), Stream.of(own))
                .filter(earlier -> earlier.cleanAt().isPresent());
    }

    private void checkCleaning(Archive before, Archive after) {
        List<Archive.Earlier> waiting = toClean(after).toList();
        toClean(before)
                .filter(earlier -> !waiting.contains(earlier))
                .filter(earlier -> !endedMeanwhile(earlier, before, after))
                .forEach(earlier -> Violation.unless(
                        run.function() == FunctionName.RUN_SWEEP_TASK
                                && !now.isBefore(earlier.cleanAt().orElseThrow()),
                        "each archive is cleaned at its own time",
                        earlier));
    }

    /** Its end removes all of it, and the attempts that did not count with it. */
    private static boolean endedMeanwhile(Archive.Earlier earlier, Archive before, Archive after) {
        return earlier.id().equals(before.id())
                && before.state().live()
                && !(after.id().equals(before.id()) && after.state().live());
    }

    private void checkOfADay(Archive after) {
        long requested = after.earlier().stream()
                .filter(earlier -> earlier.createdAt().isAfter(after.createdAt().minus(DAY)))
                .count();
        Violation.unless(requested < MOST_A_DAY, "a user requests a few archives a day", requested + 1);
    }

    /** A live archive has a password and a time to be looked at; an ended one has no password. */
    private void checkAlone(Archive after) {
        Violation.unless(
                after.state().live() == after.password().isPresent()
                        && (after.state().live() || after.privatePart().isEmpty()),
                "a password is forgotten when its archive ends, and not before",
                after.state());
        Violation.unless(!wake(after.state()).isAfter(latestWake(after)), "nothing hangs", after.state());
        boolean cleaned = after.cleanAt().isEmpty()
                || !after.cleanAt().get().isAfter(now.plus(WORKERS_END).plusSeconds(8));
        Violation.unless(cleaned, "what is left is removed soon", after.cleanAt());
    }

    private static Instant wake(ArchiveState state) {
        return switch (state) {
            case ArchiveState.Planning planning -> planning.checkAt();
            case ArchiveState.Building building -> building.checkAt();
            case ArchiveState.Ready ready -> ready.endsAt();
            case ArchiveState.Ended _ -> Instant.MIN;
        };
    }

    /** What is under way at the end is found a little later; nobody is served meanwhile. */
    private Instant latestWake(Archive after) {
        return switch (after.state()) {
            case ArchiveState.Planning _ -> now.plus(LONGEST_PLANNING);
            case ArchiveState.Building _ -> later(end(after), now.plus(QUEUING));
            case ArchiveState.Ready _ -> later(end(after), endBefore(after));
            case ArchiveState.Ended _ -> now;
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant end(Archive archive) {
        return end(archive, close);
    }

    /** A function that does not know the new close yet uses the old one; the sweep corrects that end. */
    private Instant endBefore(Archive archive) {
        return end(archive, closeBefore.orElse(close));
    }

    private static Instant end(Archive archive, Instant close) {
        Instant expiry = archive.createdAt().plus(LIFE);
        Instant end = expiry.isBefore(close) ? expiry : close;
        return archive.downloads().keptUntil().filter(end::isAfter).orElse(end);
    }

    private void checkFirst(Optional<Archive> before, Archive after) {
        Violation.unless(run.function() == FunctionName.REQUEST_ARCHIVE, "only a request begins an archive", run);
        Violation.unless(run.beganOnItsClock().isBefore(close), "no archive begins after the close", run);
        checkOfADay(after);
        boolean over = before.isEmpty() || !before.get().state().live() || !now.isBefore(end(before.get()));
        Violation.unless(over, "one archive at a time", before);
        Violation.unless(
                after.state() instanceof ArchiveState.Planning, "an archive begins with its plan", after.state());
        Violation.unless(after.downloads().volumes().isEmpty(), "nothing new has been downloaded", after.downloads());
    }

    private void checkChange(Archive before, Archive after) {
        Violation.unless(after.version() == before.version() + 1, "versions count up", after.version());
        boolean same = before.createdAt().equals(after.createdAt())
                && before.group().equals(after.group())
                && (before.gallery().isEmpty() || before.gallery().equals(after.gallery()))
                && (after.password().isEmpty() || after.password().equals(before.password()))
                && (before.contents().isEmpty()
                        || after.privatePart().isEmpty()
                        || after.privatePart().equals(before.privatePart()))
                && (before.contents().isEmpty() || before.contents().equals(after.contents()));
        Violation.unless(same, "an archive stays what it is", run);
        Violation.unless(rank(after.state()) >= rank(before.state()), "states move forward only", after.state());
        checkDownloads(before, after);
        if (before.state().live() && after.state() instanceof ArchiveState.Ended ended) {
            checkEnd(after, ended);
        }
        if (after.state() instanceof ArchiveState.Ready ready) {
            Violation.unless(
                    ready.endsAt().equals(end(after))
                            || ready.endsAt().equals(endBefore(after))
                            || wasToEnd(before, ready.endsAt()),
                    "an archive ends when it must",
                    ready);
        }
    }

    /** Who does not look after its end leaves it as it was before the close was moved. */
    private static boolean wasToEnd(Archive before, Instant end) {
        return before.state() instanceof ArchiveState.Ready ready
                && ready.endsAt().equals(end);
    }

    private static int rank(ArchiveState state) {
        return switch (state) {
            case ArchiveState.Planning _ -> 0;
            case ArchiveState.Building _ -> 1;
            case ArchiveState.Ready _ -> 2;
            case ArchiveState.Ended _ -> 3;
        };
    }

    private void checkDownloads(Archive before, Archive after) {
        Set<Integer> more = new HashSet<>(after.downloads().volumes());
        more.removeAll(before.downloads().volumes());
        boolean none = before.downloads().equals(after.downloads());
        boolean one = more.size() == 1
                && after.downloads().volumes().containsAll(before.downloads().volumes())
                && run.function() == FunctionName.CONFIRM_DOWNLOAD
                && before.state() instanceof ArchiveState.Ready;
        Violation.unless(none || one, "only the user says what arrived, one by one", run + ", " + more);
        int volumes = after.contents().map(contents -> contents.volumes()).orElse(0);
        Violation.unless(
                more.stream().allMatch(volume -> volume >= 1 && volume <= volumes), "what arrived exists", more);
        boolean finished = volumes > 0 && after.downloads().volumes().size() == volumes;
        Violation.unless(
                finished == after.downloads().finishedAt().isPresent(),
                "a download is finished when all volumes arrived",
                after.downloads());
        Violation.unless(
                finished == after.downloads().keptUntil().isPresent()
                        && after.downloads().keptUntil().stream()
                                .allMatch(until -> !until.isBefore(after.downloads()
                                        .finishedAt()
                                        .orElseThrow()
                                        .plus(DAY))),
                "what was downloaded stays for a day",
                after.downloads());
    }

    private void checkEnd(Archive after, ArchiveState.Ended ended) {
        boolean over = !now.isBefore(end(after));
        boolean right =
                switch (ended.why()) {
                    case EXPIRED -> over && run.beganOnItsClock().isBefore(close);
                    case CLOSED -> !now.isBefore(earliestClose());
                    case DELETED -> run.function() == FunctionName.DELETE_ARCHIVE;
                    case GAVE_UP -> ended.why() == Ending.GAVE_UP && run.function() != FunctionName.GET_ARCHIVE;
                };
        Violation.unless(right, "an end has its reason", ended + ", " + run);
        Violation.unless(after.cleanAt().isPresent(), "what an end leaves will be removed", ended);
    }

    /** A worker that has not heard of a later close ends an archive by the one of before. */
    private Instant earliestClose() {
        return closeBefore.filter(before -> before.isBefore(close)).orElse(close);
    }
}
