package sundown.simulation.port;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.simulation.invariant.ArchiveBooks;
import sundown.simulation.invariant.ArchiveChecks;
import sundown.simulation.invariant.StoredVolumes;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Secrets;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.timeline.GroupId;

/** The ports of archives, which check and note what passes them. */
public final class ArchiveWatch {
    private ArchiveWatch() {}

    /** Checks every change of an archive and of its volumes at the moment at which it is made. */
    public record WatchedArchives(ArchiveStore real, ArchiveChecks checks, Surroundings around) {
        public Optional<Archive> save(Archive archive) {
            Optional<Archive> before = real.find(archive.user());
            Optional<Archive> saved = real.save(archive);
            saved.ifPresent(after -> saved(before, after));
            return saved;
        }

        private void saved(Optional<Archive> before, Archive after) {
            around.tell(() -> "saves archive " + after.id() + ", " + after.state() + ", " + after.downloads()
                    + ", to be cleaned " + after.cleanAt());
            count(before.map(Archive::state), after.state());
            checks.saved(before, after, real.listVolumes(after));
        }

        private void count(Optional<ArchiveState> before, ArchiveState after) {
            boolean same = before.map(ArchiveState::getClass).equals(Optional.of(after.getClass()));
            switch (after) {
                case ArchiveState.Planning planning when planning.attempt() == 1 -> around.count("asked for");
                case ArchiveState.Planning _ -> around.count("planned anew");
                case ArchiveState.Ready ignored when !same -> around.count("ready");
                case ArchiveState.Ended ended when !same -> around.count("ended " + ended.why());
                case ArchiveState.Building _, ArchiveState.Ready _, ArchiveState.Ended _ -> {}
            }
        }

        public Optional<Volume> save(Volume volume) {
            Optional<Archive> archive =
                    real.find(volume.user()).filter(current -> current.id().equals(volume.archive()));
            Optional<Volume> before = archive.flatMap(current -> real.findVolume(current, volume.number()))
                    .filter(stored -> stored.plan().equals(volume.plan()));
            Optional<Volume> saved = real.save(volume);
            saved.ifPresent(after -> around.tell(() -> "saves volume " + after.number() + " of " + after.archive()
                    + ", attempt " + after.attempt() + ", " + after.uploaded() + " bytes, " + after.state()));
            saved.ifPresent(after -> archive.ifPresent(current -> checks.saved(current, before, after)));
            return saved;
        }
    }

    /**
     * Checks each change of a volume in the bucket, and every link to one. Of a group that has closed, the storage
     * removes one of a few archives only when the group is drained, or some hours later, where somebody keeps it from
     * being drained.
     */
    public static final class WatchedStorage {
        /** How long a link may live. */
        public static final Duration LONGEST_LINK = Duration.ofMinutes(10);

        private static final int STUBBORN = 4;
        private static final Duration LONGEST = Duration.ofHours(3);

        /** Two workers' clocks differ by a few seconds, and a save may take its time. */
        private static final Duration MARGIN = Duration.ofSeconds(80);

        private final VolumeStorage real;
        private final ArchiveBooks books;
        private final StoredVolumes stored;
        private final Calendar calendar;
        private final Surroundings around;

        /**
         * Watches a bucket.
         *
         * @param calendar knows when the group closes
         */
        public WatchedStorage(
                VolumeStorage real, ArchiveBooks books, StoredVolumes stored, Calendar calendar, Surroundings around) {
            this.real = real;
            this.books = books;
            this.stored = stored;
            this.calendar = calendar;
            this.around = around;
        }

        public UploadId begin(ObjectKey volume) {
            books.of(volume).requireNotRemoved();
            books.requireNotDrained(volume);
            return real.begin(volume);
        }

        public boolean complete(ObjectKey volume, UploadId upload, List<UploadedPart> parts) {
            boolean completed = real.complete(volume, upload, parts);
            if (completed) {
                books.requireNotDrained(volume);
                books.of(volume).requireNotRemoved();
                books.of(volume).completed(stored.find(volume).orElseThrow());
            }
            return completed;
        }

        public void remove(GroupId group, UserId user, ArchiveId archive, Set<ObjectKey> kept) {
            ArchiveBooks.Book book = books.of(archive);
            Violation.unless(book.user().equals(user), "only a user's own archives are removed", archive);
            Instant now = around.now();
            if (kept.isEmpty()) {
                Violation.unless(
                        book.endedAt()
                                .filter(ended -> !now.isBefore(workersEnd(ended)))
                                .isPresent(),
                        "only what ended a while ago is removed",
                        archive + ", " + book.endedAt());
                refuse(archive, now);
                book.removed();
            } else {
                Violation.unless(
                        book.readyAt()
                                .filter(ready -> !now.isBefore(workersEnd(ready)))
                                .isPresent(),
                        "attempts that do not count are removed when nobody can be at them",
                        archive + ", " + book.readyAt());
                around.count("dead attempts removed");
            }
            real.remove(group, user, archive, kept);
        }

        private void refuse(ArchiveId archive, Instant now) {
            Instant close = calendar.close();
            boolean closed = !now.isBefore(close) && now.isBefore(close.plus(LONGEST));
            if (closed && !books.groupDrained() && Math.floorMod(archive.hashCode(), STUBBORN) == 0) {
                around.run().fail();
                throw new RetryableFailure("an archive is not removed yet");
            }
        }

        private static Instant workersEnd(Instant ended) {
            return ended.plus(FunctionName.BUILD_ARCHIVE.timeout).minus(MARGIN);
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
            Instant began = around.run().began();
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

    /** Notes what is secret. */
    public record WatchedSealer(SecretSealer real, Secrets secrets) {
        public SealedSecret seal(UserId user, SecretPurpose purpose, Secret secret) {
            secrets.add(secret.reveal());
            return real.seal(user, purpose, secret);
        }
    }
}
