package sundown.simulation.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveMessage;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.ArchiveFunctions;
import sundown.archive.ArchiveSettings;
import sundown.archive.ArchiveStore;
import sundown.archive.InMemoryArchiveBucket;
import sundown.archive.InMemoryArchiveStore;
import sundown.archive.VolumeStorage;
import sundown.edge.Forwarding;
import sundown.edge.InMemoryQueue;
import sundown.gallery.GalleryObjects;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryObjects;
import sundown.media.AddedDates;
import sundown.secret.SecretSealer;
import sundown.simulation.invariant.ArchiveBooks;
import sundown.simulation.invariant.ArchiveChecks;
import sundown.simulation.invariant.StoredVolumes;
import sundown.simulation.port.ArchiveWatch.WatchedArchives;
import sundown.simulation.port.ArchiveWatch.WatchedStorage;
import sundown.simulation.port.PortTroubles.TroubledArchives;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Chance;
import sundown.simulation.run.CrashPoints;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Surroundings;
import sundown.transfer.TransferStore;

/** A cloud's part for archives: their functions, and the ports under these. */
public final class ArchiveCloud {
    private static final int SMALLEST_PART = 1;
    /** What was not done when it was due is done by a sweep that comes soon. */
    private static final Duration NEXT_SWEEP = Duration.ofMinutes(1);

    private static final Duration GALLERY_AGE = Duration.ofDays(400);

    /** The rows themselves. */
    final InMemoryArchiveStore rows;

    private final Surroundings around;
    public final InMemoryArchiveBucket bucket;
    final InMemoryQueue<ArchiveMessage> queue;
    public final StoredVolumes stored;
    public final ArchiveBooks books;
    /** The port through which archives are reached. */
    final ArchiveStore archives;

    final ArchiveFunctions functions;

    /**
     * Puts it together.
     *
     * @param transfers the port through which transfers are reached, once it is there
     * @param bytes the gallery bucket
     * @param sealer the one that opens what was sealed, without trouble
     */
    ArchiveCloud(
            Surroundings around,
            SharedPorts shared,
            Supplier<TransferStore> transfers,
            InMemoryGalleryBytes bytes,
            SecretSealer sealer,
            Function<UserId, Gallery> galleries,
            Calendar calendar) {
        this.around = around;
        this.rows = new InMemoryArchiveStore(around.lag());
        this.bucket = new InMemoryArchiveBucket(around.clock(), SMALLEST_PART);
        this.queue = around.queue(FunctionName.BUILD_ARCHIVE);
        this.stored = new StoredVolumes(bucket, sealer);
        this.books = new ArchiveBooks(calendar);
        ArchiveSettings settings = settings(around.chance());
        ArchiveChecks checks =
                new ArchiveChecks(books, stored, bucket, galleries, settings.itemBytes(), around, calendar);
        this.archives = around.port(
                ArchiveStore.class,
                rows,
                real -> new WatchedArchives(real, checks, around),
                real -> new TroubledArchives(real, around));
        this.functions = ArchiveFunctions.over(
                ports(shared, transfers, bytes, calendar),
                settings,
                new AddedDates(true),
                around.clock(),
                around.chance().generator());
    }

    private ArchiveFunctions.Ports ports(
            SharedPorts shared, Supplier<TransferStore> transfers, InMemoryGalleryBytes bytes, Calendar calendar) {
        CrashPoints points = around.points();
        Instant modified = around.now().minus(GALLERY_AGE);
        return new ArchiveFunctions.Ports(
                shared.accounts(),
                shared.timelines(),
                shared.index(),
                Forwarding.later(TransferStore.class, transfers),
                points.around(GalleryObjects.class, new InMemoryGalleryObjects(bytes, modified)),
                shared.sealer(),
                archives,
                around.sender("ArchiveQueue", queue),
                around.port(
                        VolumeStorage.class, bucket, real -> new WatchedStorage(real, books, stored, calendar, around)),
                shared.refunds());
    }

    /** So small that few bytes make several volumes and several parts. */
    private static ArchiveSettings settings(Chance chance) {
        return new ArchiveSettings(
                chance.pick(900, 4_600, 8_000),
                chance.pick(100, 1_000, 10_000),
                chance.pick(90, 1_000, 1_000),
                Duration.ofDays(chance.pick(1, 30, 30)));
    }

    /** The archive of a user as it is stored. */
    public Optional<Archive> archive(UserId user) {
        return rows.find(user);
    }

    /** When something happens by itself next to the archives of these users. */
    Stream<Instant> nextEvents(Stream<UserId> users) {
        Instant soon = around.now().plus(NEXT_SWEEP);
        Stream<Instant> wakes = users.flatMap(user -> archive(user).stream())
                .flatMap(ArchiveCloud::wakes)
                .map(wake -> wake.isBefore(around.now()) ? soon : wake);
        return Stream.concat(wakes, queue.nextVisible().stream());
    }

    private static Stream<Instant> wakes(Archive archive) {
        Stream<Instant> state =
                switch (archive.state()) {
                    case ArchiveState.Planning planning -> Stream.of(planning.checkAt());
                    case ArchiveState.Building building -> Stream.of(building.checkAt());
                    case ArchiveState.Ready ready -> Stream.of(ready.endsAt());
                    case ArchiveState.Ended _ -> Stream.empty();
                };
        return Stream.concat(state, archive.nextCleaning().stream());
    }
}
