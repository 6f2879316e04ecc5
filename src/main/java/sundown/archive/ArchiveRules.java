package sundown.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.archive.Archive.Chosen;
import sundown.archive.Volume.VolumeState;
import sundown.archive.plan.PlanRules.ArchivePlan;
import sundown.failure.Backoff;
import sundown.media.Choice.Selection;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.timeline.GroupId;

/** Decides what happens to an archive: pure. */
public final class ArchiveRules {
    /**
     * How long an archive can be downloaded, unless its group's close comes first, or it was downloaded long enough
     * ago.
     */
    public static final Duration LIFE = Duration.ofDays(30);

    /**
     * The longest life of a run of {@code build-archive}, and a margin. The objects of an archive are removed so long
     * after its end, when no worker is left that could add another.
     */
    public static final Duration WORKER_LIFE_MAX = Duration.ofMinutes(16);

    /**
     * How many archives a user may request within {@link #DAY}. A person needs one, and another if they delete it or it
     * cannot be built; each reads and writes the whole gallery.
     */
    static final int ARCHIVES_PER_DAY = 3;

    static final Duration DAY = Duration.ofHours(24);

    /**
     * How long after its beginning unfinished planning is first begun again: by then the function that planned has
     * ended. The time doubles with each attempt, because the message may only wait in a long queue.
     */
    public static final Duration PLANNING = Duration.ofMinutes(16);

    private static final Backoff PLANNINGS = new Backoff(PLANNING, PLANNING.multipliedBy(16));

    /** How long after the planning the volumes are checked, in case they were not queued. */
    static final Duration QUEUING = Duration.ofMinutes(2);

    static final int PLANNING_ATTEMPTS_MAX = 5;

    private ArchiveRules() {}

    /** The sizes of volumes from which a user chooses. */
    public enum VolumeSize {
        ONE(1),
        TWO(2),
        FOUR(4);

        /** In gigabytes of a billion bytes. */
        private final int gigabytes;

        VolumeSize(int gigabytes) {
            this.gigabytes = gigabytes;
        }

        /** The size of this many gigabytes, if it is one. */
        static Optional<VolumeSize> of(long gigabytes) {
            return Stream.of(values())
                    .filter(size -> size.gigabytes == gigabytes)
                    .findFirst();
        }

        long bytes() {
            return gigabytes * 1_000_000_000L;
        }
    }

    /** The decision on a request. */
    public sealed interface Request {
        /** The current archive. */
        record There(Archive archive) implements Request {}

        /**
         * A new one.
         *
         * @param replaces the version of the row that it replaces, 0 for none
         * @param earlier the archives that it replaces
         * @param chosen the part of the gallery that it takes
         */
        record Fresh(long replaces, List<Archive.Earlier> earlier, Chosen chosen) implements Request {}

        /** None before this time: the user has requested as many as they may in a day. */
        record TooMany(Instant next) implements Request {}
    }

    /**
     * Decides on a request. Once all of an archive was downloaded, the next one may take another part of the gallery.
     * It takes the part again of which an archive lacked items that there are. Failures of a transfer are no part: an
     * archive with them, or after them, begins anew.
     *
     * @param wanted the part of the gallery; empty to take everything
     */
    public static Request request(Optional<Archive> current, Optional<Chosen> wanted, Instant close, Instant now) {
        if (current.isEmpty()) {
            return new Request.Fresh(0, List.of(), wanted.orElse(Chosen.ALL));
        }
        Archive archive = current.get();
        Chosen chosen = wanted.map(part -> next(archive, part)).orElse(Chosen.ALL);
        boolean another = isDownloaded(archive)
                && wanted.filter(part -> !part.isLike(archive.chosen()))
                        .filter(part -> part.failures().isEmpty() || !hasEverything(archive))
                        .isPresent();
        if (open(archive, close, now) && !another) {
            return new Request.There(archive);
        }
        Archive last = ending(archive, close, now).orElseGet(() -> ended(archive, Ending.DELETED, now));
        List<Archive.Earlier> earlier = replaced(last, now);
        return nextRequest(earlier, now)
                .<Request>map(Request.TooMany::new)
                .orElseGet(() -> new Request.Fresh(archive.version(), earlier, chosen));
    }

    private static boolean isDownloaded(Archive archive) {
        return archive.downloads().finishedAt().isPresent();
    }

    private static Chosen next(Archive archive, Chosen wanted) {
        Chosen chosen = archive.chosen();
        if (wanted.failures().isPresent() || chosen.failures().isPresent()) {
            return wanted;
        }
        Selection selection = wanted.choice().selection();
        return isDownloaded(archive) && hasAll(archive) && chosen.choice().mayGoFurther()
                ? chosen.further(selection, archive.downloads().items())
                : chosen.instead(selection);
    }

    private static boolean hasAll(Archive archive) {
        return archive.downloads().leftOut() == archive.downloads().lost();
    }

    /** True for an archive, once it was downloaded, that had each item which an archive can have. */
    private static boolean hasEverything(Archive archive) {
        Chosen chosen = archive.chosen();
        return hasAll(archive)
                && chosen.failures().isEmpty()
                && chosen.notChosen().isEmpty();
    }

    /** The archive and those before it, but for those that are cleaned and count no more. */
    private static List<Archive.Earlier> replaced(Archive archive, Instant now) {
        Archive.Earlier last =
                new Archive.Earlier(archive.id(), archive.group(), archive.createdAt(), archive.cleanAt());
        return Stream.concat(archive.earlier().stream(), Stream.of(last))
                .filter(earlier -> earlier.cleanAt().isPresent() || counts(earlier.createdAt(), now))
                .toList();
    }

    private static boolean counts(Instant requested, Instant now) {
        return now.isBefore(requested.plus(DAY));
    }

    private static Optional<Instant> nextRequest(List<Archive.Earlier> earlier, Instant now) {
        List<Instant> ofTheDay = earlier.stream()
                .map(Archive.Earlier::createdAt)
                .filter(requested -> counts(requested, now))
                .sorted()
                .toList();
        return ofTheDay.size() < ARCHIVES_PER_DAY
                ? Optional.empty()
                : Optional.of(ofTheDay.get(ofTheDay.size() - ARCHIVES_PER_DAY).plus(DAY));
    }

    /**
     * A new archive, which replaces the one before.
     *
     * @param dates the zone of the dates to add; empty to add none
     */
    public static Archive begin(
            UserId user,
            ArchiveId id,
            GroupId group,
            SealedSecret password,
            VolumeSize size,
            Optional<ZoneId> dates,
            Request.Fresh request,
            Instant now) {
        return new Archive(
                user,
                id,
                group,
                Optional.of(password),
                size.bytes(),
                dates,
                request.chosen(),
                Optional.empty(),
                new ArchiveState.Planning(1, now.plus(PLANNING)),
                Optional.empty(),
                Optional.empty(),
                Archive.Downloads.NONE,
                now,
                Optional.empty(),
                request.earlier(),
                request.replaces());
    }

    /** The first instant at which an archive can no longer be downloaded. */
    public static Instant end(Archive archive, Instant close) {
        Instant expiry = archive.createdAt().plus(LIFE);
        return Stream.concat(Stream.of(expiry, close), archive.downloads().keptUntil().stream())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** True if an archive has not ended and its end has not come. */
    public static boolean open(Archive archive, Instant close, Instant now) {
        return archive.state().live() && now.isBefore(end(archive, close));
    }

    /** The archive at its end, if that has come and it has not ended yet. */
    public static Optional<Archive> ending(Archive archive, Instant close, Instant now) {
        if (!archive.state().live() || now.isBefore(end(archive, close))) {
            return Optional.empty();
        }
        return Optional.of(ended(archive, now.isBefore(close) ? Ending.EXPIRED : Ending.CLOSED, now));
    }

    /** The archive, ended. An archive that has ended before stays unchanged. */
    public static Archive ended(Archive archive, Ending why, Instant now) {
        return archive.state().live()
                ? archive.withState(new ArchiveState.Ended(why, now))
                        .withoutPasswords()
                        .cleanedAt(Optional.of(now.plus(WORKER_LIFE_MAX)))
                : archive;
    }

    /**
     * The archive, planned; its volumes must be queued. Nothing if it was not waiting for its plan.
     *
     * @param id under which the volumes are saved
     * @param privatePart of a plan with private items
     */
    public static Optional<Archive> planned(
            Archive archive,
            Archive.PlanId id,
            ArchivePlan plan,
            Optional<Archive.PrivatePart> privatePart,
            Instant now) {
        return archive.state() instanceof ArchiveState.Planning
                ? Optional.of(archive.with(
                                plan.gallery(),
                                new Archive.Contents(id, plan.volumes().size(), plan.bytes()),
                                privatePart)
                        .withState(new ArchiveState.Building(now, now.plus(QUEUING))))
                : Optional.empty();
    }

    /** The archive, planned again; it gives up after a few attempts. It is checked at its end at the latest. */
    public static Archive plannedAgain(Archive archive, ArchiveState.Planning planning, Instant close, Instant now) {
        if (planning.attempt() >= PLANNING_ATTEMPTS_MAX) {
            return ended(archive, Ending.GAVE_UP, now);
        }
        Instant next = now.plus(PLANNINGS.after(planning.attempt()));
        Instant end = end(archive, close);
        return archive.withState(new ArchiveState.Planning(planning.attempt() + 1, next.isBefore(end) ? next : end));
    }

    /**
     * The archive after a check of its volumes: ready, given up, or to be checked again when the first of them needs
     * it. The objects of attempts that do not count are removed when no worker can be at them any more.
     */
    public static Archive checked(
            Archive archive, ArchiveState.Building building, List<Volume> volumes, Instant close, Instant now) {
        if (volumes.stream().anyMatch(volume -> volume.state() instanceof VolumeState.GaveUp)) {
            return ended(archive, Ending.GAVE_UP, now);
        }
        int done = (int) volumes.stream()
                .filter(volume -> volume.state() instanceof VolumeState.Done)
                .count();
        Instant end = end(archive, close);
        if (done == archive.contents().orElseThrow().volumes()) {
            return archive.withState(new ArchiveState.Ready(now, end))
                    .cleanedAt(
                            volumes.stream().anyMatch(volume -> volume.attempt() > 1)
                                    ? Optional.of(now.plus(WORKER_LIFE_MAX))
                                    : Optional.empty());
        }
        Instant next = volumes.stream()
                .flatMap(volume -> VolumeRules.checkAt(volume).stream())
                .min(Instant::compareTo)
                .orElse(now.plus(QUEUING));
        return archive.withState(new ArchiveState.Building(building.since(), next.isBefore(end) ? next : end));
    }

    /** The archive, checked no later than a volume needs; nothing if it is checked soon enough anyway. */
    public static Optional<Archive> checkedBy(Archive archive, Instant checkAt) {
        return archive.state() instanceof ArchiveState.Building building && checkAt.isBefore(building.checkAt())
                ? Optional.of(archive.withState(new ArchiveState.Building(building.since(), checkAt)))
                : Optional.empty();
    }

    /** The decision on a user's confirmation that a volume arrived. */
    public sealed interface Confirmation {
        /** It is noted. */
        record Noted(Archive archive) implements Confirmation {}

        /** The user confirmed the volume before. */
        record Known() implements Confirmation {}

        /** The volume does not exist. */
        record Unknown() implements Confirmation {}

        /** Nothing can be downloaded: not yet, or never, because the archive could not be built. */
        record NotReady(boolean live) implements Confirmation {}
    }

    /**
     * Decides on a confirmation that a volume arrived.
     *
     * @param volume empty if the archive has none of this number
     * @param kept how long the archive stays after the last one
     */
    public static Confirmation confirmed(Archive archive, Optional<Volume> volume, Duration kept, Instant now) {
        if (!(archive.state() instanceof ArchiveState.Ready ready)) {
            return new Confirmation.NotReady(archive.state().live());
        }
        if (volume.isEmpty()) {
            return new Confirmation.Unknown();
        }
        if (archive.downloads().volumes().contains(volume.get().number())) {
            return new Confirmation.Known();
        }
        int volumes = archive.contents().orElseThrow().volumes();
        Archive.Downloads downloads = archive.downloads().plus(volume.get(), volumes, kept, now);
        Instant end = downloads.keptUntil().filter(ready.endsAt()::isAfter).orElse(ready.endsAt());
        return new Confirmation.Noted(archive.with(downloads).withState(new ArchiveState.Ready(ready.at(), end)));
    }
}
