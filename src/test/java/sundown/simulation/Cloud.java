package sundown.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.InMemoryAccountStore;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.ArchiveStore;
import sundown.archive.InMemoryArchiveStore;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryIndex;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.secret.InMemorySecretSealer;
import sundown.secret.SecretSealer;
import sundown.sweep.SweepFunction;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.TimelineStore;
import sundown.transfer.Eligibility;
import sundown.transfer.InMemoryRequestQuota;
import sundown.transfer.InMemoryTransferQueue;
import sundown.transfer.InMemoryTransferStore;
import sundown.transfer.LibraryAccess;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.RequestLimits;
import sundown.transfer.RequestQuota;
import sundown.transfer.Transfer;
import sundown.transfer.TransferFunctions;
import sundown.transfer.TransferQueue;
import sundown.transfer.TransferState;
import sundown.transfer.TransferStore;

/**
 * All of a world but its people: the functions, and the ports under them. From the functions down, a port is a planted
 * bug where there is one, the crash points, what watches, what causes trouble, and the fake itself.
 */
final class Cloud {
    private static final Region REGION = new Region("IN");
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofMinutes(18);
    private static final int MOST_RECEIVES = 5;
    private static final ZoneId LIBRARY_ZONE = ZoneId.of("America/Los_Angeles");
    private static final Eligibility EVERYBODY = new Eligibility(10, Set.of(), Set.of(), Set.of());

    private final Runs runs = new Runs();
    private final Ledger ledger = new Ledger();
    private final Map<UserId, Gallery> galleries = new HashMap<>();
    private final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final InMemoryGalleryIndex index = new InMemoryGalleryIndex();
    private final InMemoryGalleryBytes bytes = new InMemoryGalleryBytes();
    private final InMemoryTransferStore transfers = new InMemoryTransferStore();
    private final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    private final Chance chance;
    private final Instant close;
    private final Coverage coverage;
    private final Trace trace;
    private final Clock clock;
    private final Mishaps mishaps;
    private final CrashPoints points;
    private final Troubles troubles;
    private final Google google;
    private final InMemoryTransferQueue queue;
    private final TroubledTransfers troubledTransfers;
    private final Invocations invocations;
    private final TransferFunctions functions;

    Cloud(Chance chance, Profile profile, Plant plant, WorldTime time, Coverage coverage, Trace trace) {
        this.chance = chance;
        this.close = close();
        this.coverage = coverage;
        this.trace = trace;
        this.clock = time.workers();
        this.mishaps = new Mishaps(chance, profile, runs, time, coverage, trace);
        this.points = new CrashPoints(mishaps, runs);
        this.troubles = new Troubles(chance, profile, mishaps, clock);
        this.google = new Google(time.truth());
        this.queue = new InMemoryTransferQueue(time.truth(), VISIBILITY_TIMEOUT, MOST_RECEIVES);
        this.troubledTransfers = new TroubledTransfers(
                new WatchedTransfers(transfers, runs, ledger, galleries::get, close, clock, trace), troubles, runs);
        this.invocations = new Invocations(chance, runs, time);
        this.functions =
                TransferFunctions.over(ports(plant), EVERYBODY, clock, chance.generator(), new DirectExecutor());
        mishaps.chooseFavourite(points.all());
    }

    /** When everything ends for the people of these worlds. */
    static Instant close() {
        return new InMemoryTimelineStore()
                .inForce()
                .groupOf(REGION)
                .orElseThrow()
                .dates()
                .close();
    }

    private TransferFunctions.Ports ports(Plant plant) {
        RequestLimits limits = limits();
        RequestQuota quota = new WatchedQuota(new InMemoryRequestQuota(limits), limits, runs);
        return new TransferFunctions.Ports(
                points.around(AccountStore.class, accounts),
                points.around(TimelineStore.class, timelines),
                points.around(GalleryIndex.class, index),
                points.around(GalleryBytes.class, new WatchedBytes(new MagnifiedBytes(bytes), runs)),
                points.around(SecretSealer.class, new InMemorySecretSealer()),
                points.around(LibraryAccess.class, access()),
                points.around(PhotoLibrary.class, library()),
                plant.in(points.around(TransferStore.class, troubledTransfers)),
                points.around(TransferQueue.class, queue),
                points.around(RequestQuota.class, quota),
                points.around(ArchiveStore.class, archives));
    }

    private LibraryAccess access() {
        return new WatchedAccess(new TroubledAccess(google.access(), troubles), runs, clock, coverage);
    }

    private PhotoLibrary library() {
        return new WatchedLibrary(
                new TroubledLibrary(google.library(), troubles), transfers, runs, close, clock, coverage);
    }

    /** The least is what a batch of large items takes at once. */
    private RequestLimits limits() {
        return chance.oneIn(3)
                ? new RequestLimits(chance.between(250, 600), chance.between(180, 250), LIBRARY_ZONE)
                : new RequestLimits(1_000_000, 100_000, LIBRARY_ZONE);
    }

    /** Gives a user an account at the photo cloud, and a gallery. */
    Gallery register(UserId user) {
        accounts.put(new Account(user, REGION));
        Gallery gallery = new Galleries(chance, index, bytes).fill(user);
        galleries.put(user, gallery);
        return gallery;
    }

    Runs runs() {
        return runs;
    }

    Ledger ledger() {
        return ledger;
    }

    Mishaps mishaps() {
        return mishaps;
    }

    Troubles troubles() {
        return troubles;
    }

    Google google() {
        return google;
    }

    InMemoryTransferQueue queue() {
        return queue;
    }

    Invocations invocations() {
        return invocations;
    }

    TransferFunctions functions() {
        return functions;
    }

    SweepFunction sweep() {
        return new SweepFunction(List.of(functions.round()), clock);
    }

    Api api() {
        return new Api(functions, invocations, trace);
    }

    Set<String> crashPoints() {
        return points.all();
    }

    /** The transfer of a user as it is stored. */
    Optional<Transfer> transfer(UserId user) {
        return transfers.find(user);
    }

    /** From now on a user's transfer cannot be read. */
    void spoil(UserId user) {
        trace.say(() -> "the transfer of " + user + " cannot be read any more");
        troubledTransfers.spoil(user);
    }

    boolean readable(UserId user) {
        return troubledTransfers.readable(user);
    }

    /** When something happens by itself next, if anything will. */
    Optional<Instant> nextEvent() {
        Stream<Instant> wakes = galleries.keySet().stream()
                .filter(this::readable)
                .flatMap(user -> transfer(user).stream())
                .flatMap(transfer -> wake(transfer.state()).stream());
        return Stream.concat(wakes, queue.nextVisible().stream()).min(Instant::compareTo);
    }

    private static Optional<Instant> wake(TransferState state) {
        return switch (state) {
            case TransferState.Running running -> Optional.of(running.checkAt());
            case TransferState.Waiting waiting -> Optional.of(waiting.wakeAt());
            case TransferState.Stopped ignored -> Optional.empty();
            case TransferState.Finished ignored -> Optional.empty();
            case TransferState.Closed ignored -> Optional.empty();
            case TransferState.GaveUp ignored -> Optional.empty();
        };
    }
}
