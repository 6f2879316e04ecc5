package sundown.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.InMemoryReachStore;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.InMemoryArchiveStore;
import sundown.digest.Sha1;
import sundown.edge.ApiRequests;
import sundown.edge.Forwarding;
import sundown.edge.InMemoryQueue;
import sundown.failure.CircuitBreaker;
import sundown.failure.DirectExecutor;
import sundown.gallery.Digests;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.InMemoryGalleryOrders;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.media.MediaType;
import sundown.metrics.Measurements;
import sundown.metrics.Metric;
import sundown.receipt.InMemoryReceiptStore;
import sundown.refund.InMemoryRefundLedger;
import sundown.runtime.ManualClock;
import sundown.secret.InMemorySecretSealer;
import sundown.secret.Secret;
import sundown.sweep.Sweeps;
import sundown.timeline.InMemoryTimelineStore;
import sundown.transfer.Answer;
import sundown.transfer.BreakerStore;
import sundown.transfer.Eligibility;
import sundown.transfer.InMemoryBreakerStore;
import sundown.transfer.InMemoryInventoryStore;
import sundown.transfer.InMemoryLibraryAccess;
import sundown.transfer.InMemoryPhotoLibrary;
import sundown.transfer.InMemoryQuotaStore;
import sundown.transfer.InMemoryTransferStore;
import sundown.transfer.InventoryRules.CountSettings;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.QuotaRules;
import sundown.transfer.RequestQuota;
import sundown.transfer.Room;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.TransferFunctions;

/** A Google that is silent for twelve hours, while a few hundred users move their galleries by one quota. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
final class LongSilence {
    static final long PER_DAY = 40_000;
    static final int USERS = 200;
    private static final int PHOTOS = 100;
    private static final long PER_MINUTE = 2_000;
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Instant BEGIN = Instant.parse("2023-01-15T09:00:00Z");
    private static final Instant FROM = BEGIN.plus(Duration.ofMinutes(5));
    private static final Instant UNTIL = FROM.plus(Duration.ofHours(12));
    private static final Duration LONGEST = Duration.ofDays(2);
    private static final Duration SWEEP = Duration.ofMinutes(1);

    /** Twenty workers at once: a creation takes 2.6 seconds, and uploads without an answer 20. */
    private static final Duration CREATION = Duration.ofMillis(130);

    private static final Duration IN_VAIN = Duration.ofMillis(20);
    private static final Answer.Silent NO_ANSWER = new Answer.Silent(Duration.ZERO);

    private final ManualClock clock = new ManualClock(BEGIN);
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final InMemoryGalleryIndex index = new InMemoryGalleryIndex();
    private final InMemoryGalleryBytes bytes = new InMemoryGalleryBytes();
    private final InMemoryLibraryAccess access = new InMemoryLibraryAccess(clock);
    private final InMemoryTransferStore transfers = new InMemoryTransferStore();
    private final InMemoryQuotaStore quotas = new InMemoryQuotaStore();
    private final InMemoryQueue<TransferMessage> queue = InMemoryQueue.fifo(clock, Duration.ofMinutes(30), 5);
    private final InMemoryQueue<InventoryMessage> counts =
            new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(3), 5);
    private final List<UserId> users = IntStream.range(0, USERS)
            .mapToObj(number -> new UserId("user-" + number))
            .toList();
    private final TransferFunctions functions;

    /** @param plant what the functions have for the store of the breaker */
    LongSilence(UnaryOperator<BreakerStore> plant) {
        BreakerStore breaker = plant.apply(new InMemoryBreakerStore());
        QuotaRules.Limits limits = QuotaRules.Limits.sharing(PER_DAY, PER_MINUTE, PER_MINUTE, true, 10, PACIFIC);
        this.functions = TransferFunctions.over(
                new TransferFunctions.Ports(
                        accounts,
                        new InMemoryTimelineStore(),
                        index,
                        new InMemoryGalleryOrders(),
                        bytes,
                        new InMemorySecretSealer(),
                        Forwarding.to(LibraryAccess.class, access, SilentAccess::new),
                        Forwarding.to(PhotoLibrary.class, new InMemoryPhotoLibrary(access, clock), SilentLibrary::new),
                        transfers,
                        queue,
                        new InMemoryInventoryStore(),
                        counts,
                        new RequestQuota(quotas, () -> limits),
                        Forwarding.to(BreakerStore.class, breaker, real -> new SeenByProcesses(real, clock)),
                        new InMemoryArchiveStore(),
                        new InMemoryReceiptStore(),
                        new InMemoryReachStore(),
                        new InMemoryRefundLedger(),
                        (messages, delay) -> {}),
                new Eligibility(10, Set.of(), Set.of(), Set.of()),
                CountSettings.DEPLOYED,
                clock,
                new Random(1),
                DirectExecutor::new);
    }

    /** The functions as they are. */
    static LongSilence usual() {
        return new LongSilence(real -> real);
    }

    /** A bug: silences are counted in vain. */
    static LongSilence breakerNeverOpens() {
        return new LongSilence(real -> Forwarding.answering(BreakerStore.class, real, "save", true));
    }

    /** A bug: an answer to a trial is forgotten. */
    static LongSilence breakerNeverCloses() {
        return new LongSilence(real -> Forwarding.to(BreakerStore.class, real, NeverClosing::new));
    }

    /** Hides the end of a silence. */
    private record NeverClosing(BreakerStore real) {
        public boolean save(BreakerStore.Kept read, CircuitBreaker next) {
            boolean closes = read.breaker() instanceof CircuitBreaker.Open && next instanceof CircuitBreaker.Closed;
            return closes || real.save(read, next);
        }
    }

    /** Each process reads the row once in some seconds. */
    private static final class SeenByProcesses {
        private final BreakerStore real;
        private final Clock clock;
        private BreakerStore.Kept seen = BreakerStore.Kept.NONE;
        private Instant until = Instant.MIN;

        private SeenByProcesses(BreakerStore real, Clock clock) {
            this.real = real;
            this.clock = clock;
        }

        public BreakerStore.Kept findRecent() {
            Instant now = clock.instant();
            if (!now.isBefore(until)) {
                seen = real.find();
                until = now.plus(BreakerStore.CACHE_AGE_MAX);
            }
            return seen;
        }
    }

    private boolean silent() {
        boolean silent = !clock.instant().isBefore(FROM) && clock.instant().isBefore(UNTIL);
        clock.advance(silent ? IN_VAIN : Duration.ZERO);
        return silent;
    }

    private final class SilentAccess {
        private final LibraryAccess real;

        private SilentAccess(LibraryAccess real) {
            this.real = real;
        }

        public Answer.AccessAnswer access(Secret refreshToken) {
            return silent() ? NO_ANSWER : real.access(refreshToken);
        }

        public LibraryAccess.RoomAnswer room(AccessToken token) {
            return silent() ? new LibraryAccess.RoomAnswer.NotKnown(NO_ANSWER) : real.room(token);
        }
    }

    private final class SilentLibrary {
        private final PhotoLibrary real;

        private SilentLibrary(PhotoLibrary real) {
            this.real = real;
        }

        public Answer.UploadAnswer upload(
                AccessToken token, MediaType type, Optional<Sha1> digest, PhotoLibrary.Body body) {
            return silent() ? NO_ANSWER : real.upload(token, type, digest, body);
        }

        public Answer.CreateAnswer create(
                AccessToken token, Optional<AlbumId> album, List<PhotoLibrary.NewItem> items) {
            if (silent()) {
                return NO_ANSWER;
            }
            clock.advance(CREATION);
            return real.create(token, album, items);
        }

        public Answer.AlbumAnswer createAlbum(AccessToken token, String title) {
            return silent() ? NO_ANSWER : real.createAlbum(token, title);
        }

        public Answer.AdditionAnswer add(AccessToken token, AlbumId album, List<Answer.MediaItemId> items) {
            return silent() ? NO_ANSWER : real.add(token, album, items);
        }
    }

    /**
     * What came of it.
     *
     * @param drawn requests that were drawn during the silence
     * @param leftOfDay requests that the day has left when Google answers again
     * @param unfinished transfers that are to go on then
     * @param firstMoves how soon one of them moves on
     * @param halfMove how soon half of them have moved on
     * @param allMove how soon all of them have moved on; nothing if some do not within two days
     * @param allEnd how soon all of them have ended
     * @param reports of the metric that an alarm looks at
     * @param wakes runs during the silence
     */
    record Figures(
            long drawn,
            long leftOfDay,
            int unfinished,
            Duration firstMoves,
            Duration halfMove,
            Optional<Duration> allMove,
            Optional<Duration> allEnd,
            int reports,
            int wakes) {}

    Figures run() {
        users.forEach(this::start);
        counts.work(functions.count()::handle);
        runUntil(FROM);
        long before = drawn();
        int wakes;
        int reports;
        try (Measurements measurements = new Measurements()) {
            wakes = runUntil(UNTIL);
            reports = measurements.of(Metric.GOOGLE_SILENT).size();
        }
        return after(drawn() - before, reports, wakes);
    }

    private Figures after(long drawn, int reports, int wakes) {
        long left = PER_DAY - drawn();
        Map<UserId, Long> done = new HashMap<>();
        users.stream()
                .map(this::transfer)
                .filter(transfer -> transfer.state().active())
                .forEach(transfer ->
                        done.put(transfer.user(), transfer.counts().done().items()));
        List<Duration> moved = new ArrayList<>();
        int unfinished = done.size();
        Optional<Duration> end = Optional.empty();
        while (end.isEmpty() && clock.instant().isBefore(UNTIL.plus(LONGEST))) {
            runUntil(clock.instant().plus(SWEEP));
            Duration since = Duration.between(UNTIL, clock.instant());
            List<UserId> moving = done.keySet().stream()
                    .filter(user -> transfer(user).counts().done().items() > done.get(user))
                    .toList();
            moving.forEach(user -> moved.add(since));
            moving.forEach(done::remove);
            boolean ended =
                    users.stream().noneMatch(user -> transfer(user).state().active());
            end = ended ? Optional.of(since) : Optional.empty();
        }
        return new Figures(
                drawn,
                left,
                unfinished,
                moved.getFirst(),
                moved.get(unfinished / 2),
                done.isEmpty() ? Optional.of(moved.getLast()) : Optional.empty(),
                end,
                reports,
                wakes);
    }

    private void start(UserId user) {
        accounts.put(new Account(user, new Region("IN")));
        IntStream.range(0, PHOTOS).forEach(number -> addPhoto(user, number));
        LibraryAccount account = new LibraryAccount("google-" + user, user + "@example.com");
        access.setRoom(account, new Room.Unlimited());
        String body = InMemoryLibraryAccess.startBody(access.consent(account));
        functions.start().handle(ApiRequests.from(user, body));
    }

    private void addPhoto(UserId user, int number) {
        byte[] photo = ("photo " + number + " of " + user).getBytes(StandardCharsets.UTF_8);
        ObjectKey key = new ObjectKey("1/" + user + "/" + number);
        bytes.put(key, photo);
        index.put(
                user,
                new Item(
                        new ItemId("i%03d".formatted(number)),
                        key,
                        number + ".jpg",
                        photo.length,
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Digests.sha1(photo)),
                        Optional.empty(),
                        Marks.NONE));
    }

    /** Sweeps once a minute; returns how many runs workers began. */
    private int runUntil(Instant end) {
        int runs = 0;
        while (clock.instant().isBefore(end)) {
            Instant next = clock.instant().plus(SWEEP);
            Sweeps.sweep(List.of(functions.round()), clock);
            while (clock.instant().isBefore(end) && queue.workOnce(functions.batch()::handle)) {
                runs++;
            }
            clock.moveTo(clock.instant().isBefore(next) ? next : clock.instant());
        }
        return runs;
    }

    private Transfer transfer(UserId user) {
        return transfers.find(user).orElseThrow();
    }

    private long drawn() {
        return quotas.day(clock.instant().atZone(PACIFIC).toLocalDate()).used();
    }

    /** Prints what comes of it, and what would without the breaker. */
    static void print() {
        Figures with = usual().run();
        Figures without = breakerNeverOpens().run();
        System.out.printf("Google is silent for twelve hours: %d users, %,d requests a day%n", USERS, PER_DAY);
        System.out.printf("  %-46s %14s %14s%n", "", "with breaker", "without");
        print("requests drawn during the silence", with.drawn(), without.drawn());
        print("requests left of the day after it", with.leftOfDay(), without.leftOfDay());
        print("runs during the silence", with.wakes(), without.wakes());
        print("transfers that are to go on", with.unfinished(), without.unfinished());
        print("minutes until the first goes on", minutes(with.firstMoves()), minutes(without.firstMoves()));
        print("minutes until half have gone on", minutes(with.halfMove()), minutes(without.halfMove()));
        print("minutes until all have gone on", minutes(with.allMove()), minutes(without.allMove()));
        print("minutes until all have ended", minutes(with.allEnd()), minutes(without.allEnd()));
        print("reports of " + Metric.GOOGLE_SILENT, with.reports(), without.reports());
    }

    private static void print(String what, long with, long without) {
        System.out.printf("  %-46s %,14d %,14d%n", what, with, without);
    }

    private static long minutes(Duration time) {
        return time.toMinutes();
    }

    private static long minutes(Optional<Duration> time) {
        return time.map(Duration::toMinutes).orElse(-1L);
    }
}
