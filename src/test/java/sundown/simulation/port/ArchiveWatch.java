package sundown.simulation.port;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveId;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.archive.plan.PlanId;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.simulation.invariant.ArchiveBooks;
import sundown.simulation.invariant.ArchiveChecks;
import sundown.simulation.invariant.Renditions;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Coverage;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Run;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Trace;
import sundown.simulation.run.Violation;
import sundown.timeline.GroupId;

/** The ports of archives, which check and note what passes them. */
public final class ArchiveWatch {
    private ArchiveWatch() {}

    /** Checks every change of an archive and of its volumes at the moment at which it is made. */
    public record WatchedArchives(ArchiveStore real, ArchiveChecks checks, Runs runs, Coverage coverage, Trace trace) {
        public Optional<Archive> save(Archive archive) {
            Optional<Archive> before = real.find(archive.user());
            Optional<Archive> saved = real.save(archive);
            saved.ifPresent(after -> saved(before, after));
            return saved;
        }

        private void saved(Optional<Archive> before, Archive after) {
            trace.say(() -> "    " + runs.current() + " saves archive " + after.id() + ", " + after.state() + ", "
                    + after.downloads() + ", to be cleaned " + after.cleanAt());
            count(before.map(Archive::state), after.state());
            checks.saved(before, after, real.volumes(after));
        }

        private void count(Optional<ArchiveState> before, ArchiveState after) {
            boolean same = before.map(ArchiveState::getClass).equals(Optional.of(after.getClass()));
            switch (after) {
                case ArchiveState.Planning planning when planning.attempt() == 1 -> coverage.count("asked for");
                case ArchiveState.Planning ignored -> coverage.count("planned anew");
                case ArchiveState.Ready ignored when !same -> coverage.count("ready");
                case ArchiveState.Ended ended when !same -> coverage.count("ended " + ended.why());
                case ArchiveState.Building ignored -> {}
                case ArchiveState.Ready ignored -> {}
                case ArchiveState.Ended ignored -> {}
            }
        }

        public Optional<Volume> save(Volume volume) {
            Optional<Archive> archive =
                    real.find(volume.user()).filter(current -> current.id().equals(volume.archive()));
            Optional<Volume> before = archive.flatMap(current -> real.volume(current, volume.number()));
            Optional<Volume> saved = real.save(volume);
            saved.ifPresent(after -> trace.say(
                    () -> "    " + runs.current() + " saves volume " + after.number() + " of " + after.archive()
                            + ", plan " + after.plan() + ", " + after.uploaded() + " bytes, " + after.state()));
            saved.ifPresent(after -> archive.ifPresent(current -> checks.saved(current, before, after)));
            return saved;
        }
    }

    /**
     * Checks what is put beside the volumes, and what is removed. Of a group that has closed, the storage removes one
     * of a few archives only when the group is drained, or some hours later, where somebody keeps it from being
     * drained.
     */
    public record WatchedFiles(ArchiveFiles real, ArchiveBooks books, Calendar calendar, Surroundings around) {
        private static final int STUBBORN = 4;
        private static final Duration LONGEST = Duration.ofHours(3);

        /** Two workers' clocks differ by a few seconds, and a save may take its time. */
        private static final Duration MARGIN = Duration.ofSeconds(80);

        public void write(ObjectKey key, byte[] bytes) {
            books.of(key).requireNotRemoved();
            books.requireNotDrained(key);
            real.write(key, bytes);
        }

        public void remove(GroupId group, UserId user, ArchiveId archive) {
            ArchiveBooks.Book book = books.of(archive);
            Violation.unless(book.user().equals(user), "only a user's own archives are removed", archive);
            Instant now = around.time().now();
            Violation.unless(
                    book.endedAt()
                            .filter(ended -> !now.isBefore(workersEnd(ended)))
                            .isPresent(),
                    "only what ended a while ago is removed",
                    archive + ", " + book.endedAt());
            refuse(archive, now);
            book.removed();
            real.remove(group, user, archive);
        }

        private void refuse(ArchiveId archive, Instant now) {
            Instant close = calendar.close();
            boolean closed = !now.isBefore(close) && now.isBefore(close.plus(LONGEST));
            if (closed && !books.groupDrained() && Math.floorMod(archive.hashCode(), STUBBORN) == 0) {
                around.runs().current().fail();
                throw new RetryableFailure("an archive is not removed yet");
            }
        }

        private static Instant workersEnd(Instant ended) {
            return ended.plus(FunctionName.BUILD_ARCHIVE.timeout).minus(MARGIN);
        }
    }

    /** Checks each change of a volume in the bucket, and every link to one. */
    public static final class WatchedStorage {
        /** How long a link may live. */
        public static final Duration LONGEST_LINK = Duration.ofMinutes(10);

        private final VolumeStorage real;
        private final ArchiveStore archives;
        private final ArchiveBooks books;
        private final Renditions renditions;
        private final Surroundings around;
        private final Map<UploadId, Run> builders = new HashMap<>();

        /**
         * Watches a bucket.
         *
         * @param archives the store itself, to see what has been saved
         */
        public WatchedStorage(
                VolumeStorage real,
                ArchiveStore archives,
                ArchiveBooks books,
                Renditions renditions,
                Surroundings around) {
            this.real = real;
            this.archives = archives;
            this.books = books;
            this.renditions = renditions;
            this.around = around;
        }

        public UploadId begin(ObjectKey volume) {
            books.of(volume).requireNotRemoved();
            books.requireNotDrained(volume);
            return real.begin(volume);
        }

        public Optional<UploadedPart> upload(ObjectKey volume, UploadId upload, int number, byte[] bytes, int length) {
            Optional<UploadedPart> part = real.upload(volume, upload, number, bytes, length);
            part.ifPresent(ignored -> count(upload));
            return part;
        }

        private void count(UploadId upload) {
            Run run = around.runs().current();
            Run first = builders.computeIfAbsent(upload, ignored -> run);
            if (first != run) {
                boolean both = around.runs().areUnderWay(first);
                around.coverage().count(both ? "parts of two at once" : "parts of a successor");
            }
        }

        public boolean complete(ObjectKey volume, UploadId upload, List<UploadedPart> parts) {
            boolean completed = real.complete(volume, upload, parts);
            if (completed) {
                books.requireNotDrained(volume);
                books.of(volume).requireNotRemoved();
                current(volume).ifPresent(archive -> checkWhole(archive, volume));
            }
            return completed;
        }

        /** A volume has the bytes of its plan, however often it was begun, and by however many. */
        private void checkWhole(Archive archive, ObjectKey volume) {
            String[] path = volume.value().split("/", -1);
            int number = Integer.parseInt(path[4].replace(".zip", ""));
            boolean equal = Arrays.equals(
                    renditions.of(archive, new PlanId(path[3]), number),
                    Renditions.bytes(real.open(volume).orElseThrow()));
            Violation.unless(equal, "a volume is what its plan says", volume);
        }

        private Optional<Archive> current(ObjectKey key) {
            ArchiveBooks.Book book = books.of(key);
            return archives.find(book.user())
                    .filter(archive -> archive.id().equals(book.id()))
                    .filter(archive -> archive.state().live());
        }

        public URI link(ObjectKey volume, String fileName, Duration life) {
            Instant now = around.clock().instant();
            ArchiveBooks.Book book = books.of(volume);
            Instant end = book.end();
            Violation.unless(now.isBefore(end), "no link is given past the end", now + ", " + end);
            Violation.unless(
                    !now.plus(life).isAfter(end.plusSeconds(1)),
                    "no link lives past the end",
                    now + ", " + life + ", " + end);
            Instant began = around.runs().current().began();
            Violation.unless(
                    book.endedAt().filter(ended -> ended.isBefore(began)).isEmpty(),
                    "no link is given to what has ended",
                    book.id());
            Violation.unless(life.compareTo(LONGEST_LINK) <= 0, "a link lives for ten minutes at most", life);
            URI link = real.link(volume, fileName, life);
            around.secrets().add(link.toString());
            return link;
        }
    }
}
