package sundown.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.gallery.Tally;
import sundown.secret.SealedSecret;
import sundown.timeline.GroupId;

/** What becomes of an archive: pure. */
public final class ArchiveRules {
    /** How long an archive can be downloaded, unless its group's close comes first. */
    public static final Duration LIFE = Duration.ofDays(30);

    /**
     * How long after an archive's end its objects are removed: every function that was at work on it then has ended, so
     * that nothing appears after the removal.
     */
    public static final Duration WORKERS_END = Duration.ofMinutes(16);

    /**
     * When a plan that has not come to its end is begun again, at first: by then the function that made it has ended.
     * It doubles each time, for the message may only wait in a long queue.
     */
    public static final Duration PLANNING = Duration.ofMinutes(16);

    /** When volumes are looked after that were about to be queued. */
    static final Duration QUEUING = Duration.ofMinutes(2);

    static final int MOST_ATTEMPTS_AT_PLANNING = 5;

    private ArchiveRules() {}

    /** What a request comes to. */
    public sealed interface Request {
        /** The archive there is. */
        record There(Archive archive) implements Request {}

        /**
         * A new one.
         *
         * @param replaces the version of the row that it replaces, 0 for none
         * @param cleanAt when what earlier archives left is to be removed
         */
        record Fresh(long replaces, Optional<Instant> cleanAt) implements Request {}
    }

    /** Decides on a request. */
    public static Request request(Optional<Archive> current, Instant close, Instant now) {
        if (current.isEmpty()) {
            return new Request.Fresh(0, Optional.empty());
        }
        Archive archive = current.get();
        if (archive.state().live() && now.isBefore(end(archive, close))) {
            return new Request.There(archive);
        }
        Archive ended = ending(archive, close, now).orElse(archive);
        return new Request.Fresh(archive.version(), ended.cleanAt());
    }

    /** A new archive that takes the place of the one before. */
    public static Archive begin(
            UserId user,
            ArchiveId id,
            GroupId group,
            SealedSecret password,
            Tally gallery,
            Request.Fresh request,
            Instant now) {
        return new Archive(
                user,
                id,
                group,
                Optional.of(password),
                gallery,
                new ArchiveState.Planning(1, now.plus(PLANNING)),
                Optional.empty(),
                Downloads.NONE,
                now,
                request.cleanAt(),
                request.replaces());
    }

    /** The first instant at which an archive can no longer be downloaded. */
    public static Instant end(Archive archive, Instant close) {
        Instant expiry = archive.createdAt().plus(LIFE);
        return expiry.isBefore(close) ? expiry : close;
    }

    /** The archive at its end, if that has come and it has not ended yet. */
    public static Optional<Archive> ending(Archive archive, Instant close, Instant now) {
        if (!archive.state().live() || now.isBefore(end(archive, close))) {
            return Optional.empty();
        }
        return Optional.of(ended(archive, now.isBefore(close) ? Ending.EXPIRED : Ending.CLOSED, now));
    }

    /** The archive, ended; one that has ended stays as it is. */
    public static Archive ended(Archive archive, Ending why, Instant now) {
        return archive.state().live()
                ? archive.in(new ArchiveState.Ended(why, now))
                        .withoutPassword()
                        .cleanedAt(Optional.of(now.plus(WORKERS_END)))
                : archive;
    }

    /** The archive, planned; its volumes are to be queued. Nothing when it was not waiting for its plan. */
    public static Optional<Archive> planned(Archive archive, Contents contents, Instant now) {
        return archive.state() instanceof ArchiveState.Planning
                ? Optional.of(archive.with(contents).in(new ArchiveState.Building(now, now.plus(QUEUING))))
                : Optional.empty();
    }

    /** The archive, whose plan is to be begun again; it gives up after a few times. Its end is never overslept. */
    public static Archive plannedAnew(Archive archive, ArchiveState.Planning planning, Instant close, Instant now) {
        if (planning.attempt() >= MOST_ATTEMPTS_AT_PLANNING) {
            return ended(archive, Ending.GAVE_UP, now);
        }
        Instant next = now.plus(PLANNING.multipliedBy(1L << planning.attempt()));
        Instant end = end(archive, close);
        return archive.in(new ArchiveState.Planning(planning.attempt() + 1, next.isBefore(end) ? next : end));
    }

    /**
     * The archive after a look at its volumes: ready, given up, or to be looked at when the first of them asks for it.
     */
    public static Archive looked(
            Archive archive, ArchiveState.Building building, List<Volume> volumes, Instant close, Instant now) {
        if (volumes.stream().anyMatch(volume -> volume.state() instanceof VolumeState.GaveUp)) {
            return ended(archive, Ending.GAVE_UP, now);
        }
        int done = (int) volumes.stream()
                .filter(volume -> volume.state() instanceof VolumeState.Done)
                .count();
        Instant end = end(archive, close);
        if (done == archive.contents().orElseThrow().volumes()) {
            return archive.in(new ArchiveState.Ready(now, end));
        }
        Instant next = volumes.stream()
                .flatMap(volume -> VolumeRules.checkAt(volume).stream())
                .min(Instant::compareTo)
                .orElse(now.plus(QUEUING));
        return archive.in(new ArchiveState.Building(building.since(), next.isBefore(end) ? next : end));
    }

    /** The archive, to be looked at no later than a volume asks for; nothing when it is looked at soon enough. */
    public static Optional<Archive> lookedAtBy(Archive archive, Instant checkAt) {
        return archive.state() instanceof ArchiveState.Building building && checkAt.isBefore(building.checkAt())
                ? Optional.of(archive.in(new ArchiveState.Building(building.since(), checkAt)))
                : Optional.empty();
    }

    /** What a user's word that a volume arrived comes to. */
    public sealed interface Confirmation {
        /** Noted. */
        record Noted(Archive archive) implements Confirmation {}

        /** He said so before. */
        record Known() implements Confirmation {}

        /** There is no such volume. */
        record Unknown() implements Confirmation {}

        /** Nothing can be downloaded yet. */
        record TooEarly() implements Confirmation {}
    }

    /** Decides on the word that a volume arrived. */
    public static Confirmation confirmed(Archive archive, int volume, Instant now) {
        if (!(archive.state() instanceof ArchiveState.Ready)) {
            return new Confirmation.TooEarly();
        }
        Contents contents = archive.contents().orElseThrow();
        if (!contents.has(volume)) {
            return new Confirmation.Unknown();
        }
        if (archive.downloads().volumes().contains(volume)) {
            return new Confirmation.Known();
        }
        return new Confirmation.Noted(archive.with(archive.downloads().plus(volume, contents.volumes(), now)));
    }
}
