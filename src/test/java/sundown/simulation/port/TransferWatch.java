package sundown.simulation.port;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.digest.Sha1;
import sundown.edge.Forwarding;
import sundown.failure.CircuitBreaker;
import sundown.gallery.GalleryBytes;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;
import sundown.media.MediaType;
import sundown.runtime.Records;
import sundown.secret.Secret;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.cloud.Google;
import sundown.simulation.invariant.Arrivals;
import sundown.simulation.invariant.BatchEndings;
import sundown.simulation.invariant.Ledger;
import sundown.simulation.invariant.Transitions;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.transfer.Answer;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.Batch;
import sundown.transfer.BreakerStore;
import sundown.transfer.InMemoryQuotaStore;
import sundown.transfer.InventoryStore;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccess.Connection;
import sundown.transfer.LibraryAccess.Consent;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.LibraryAccess.RoomAnswer;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.QuotaRules;
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;
import sundown.transfer.SettledBatch;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferStore.FailedItem;

/** The ports of transfers, which check and note what passes them. */
public final class TransferWatch {
    private TransferWatch() {}

    private static <A> A met(Surroundings around, String call, A answer) {
        around.coverage().answered(call, answer);
        around.run().answered(answer, around.clock().instant());
        return answer;
    }

    /** Checks every change of a transfer at the moment at which it is made. */
    public record WatchedTransfers(
            TransferStore real,
            InventoryStore inventories,
            Ledger ledger,
            Function<UserId, Gallery> galleries,
            Calendar calendar,
            Surroundings around) {
        public Optional<Transfer> find(UserId user) {
            Optional<Transfer> found = real.find(user);
            found.ifPresent(around.run()::found);
            return found;
        }

        public Optional<Transfer> save(Transfer transfer) {
            Run run = around.run();
            run.wrote();
            Optional<Transfer> before = real.find(transfer.user());
            Optional<Batch> batch = before.flatMap(real::findBatch);
            Optional<Transfer> saved = real.save(transfer);
            saved.ifPresentOrElse(after -> saved(before, after, batch, run), run::lostRace);
            return saved;
        }

        private void saved(Optional<Transfer> before, Transfer after, Optional<Batch> batch, Run run) {
            run.saved(after);
            around.tell(() -> "saves " + after.state() + ", pass "
                    + after.progress().pass() + ", batch " + after.progress().batch() + ", " + after.counts());
            Transitions.check(before, after, run, calendar, around.clock().instant());
            requireCount(after);
            before.filter(earlier -> earlier.id().equals(after.id()))
                    .ifPresentOrElse(earlier -> changed(earlier, after, batch, run), () -> ledger.open(after));
            ledger.of(after.id()).requireEqual(after.counts());
        }

        private void requireCount(Transfer after) {
            boolean starts = after.state() instanceof TransferState.Running
                    && after.counts().settled().equals(Tally.NONE);
            Violation.unless(
                    !starts
                            || inventories
                                    .find(after.user())
                                    .flatMap(Inventory::counted)
                                    .isPresent(),
                    "no transfer starts without a count",
                    after);
        }

        private void changed(Transfer before, Transfer after, Optional<Batch> batch, Run run) {
            if (before.state() instanceof TransferState.Counting && after.state() instanceof TransferState.Running) {
                ledger.of(after.id()).count(after);
            }
            if (after.progress().batch() > before.progress().batch()
                    && !(after.state() instanceof TransferState.Counting)) {
                Ledger.Book book = ledger.of(after.id());
                Optional<Run.Creation> creation = run.lastCreation()
                        .or(() -> book.creation(before.progress().batch()));
                book.enter(BatchEndings.of(run, batch, creation, galleries.apply(after.user())));
                run.counts();
            }
            if (after.progress().pass() > before.progress().pass()) {
                ledger.of(after.id()).reopenFailed();
            }
        }

        public void saveBatch(Transfer transfer, Batch batch) {
            saving(transfer, batch);
            real.saveBatch(transfer, batch);
        }

        public void saveSettled(Transfer transfer, SettledBatch settled) {
            saving(transfer, settled.batch());
            real.saveSettled(transfer, settled);
        }

        private void saving(Transfer transfer, Batch batch) {
            Run run = around.run();
            run.wrote();
            int number = transfer.progress().batch();
            int next = run.current().orElseThrow().progress().batch();
            Violation.unless(
                    number == next || number == next + 1,
                    "no more than one batch is prepared ahead",
                    number + " before " + next);
            if (batch.entries().stream().anyMatch(entry -> entry.step() instanceof Batch.Taken)) {
                run.lastCreation()
                        .ifPresent(creation -> ledger.of(transfer.id()).keep(number, creation));
            }
        }

        public void saveFailures(Transfer transfer, List<FailedItem> failures) {
            around.run().refused(failures);
            real.saveFailures(transfer, failures);
        }
    }

    /** Notes who may draw while the library is taken for silent. */
    public static final class WatchedBreaker {
        public static final String ALONE = "while the library is silent, one user at a time draws from the quota";

        private final BreakerStore real;
        private final Surroundings around;
        private Optional<Instant> openedAt = Optional.empty();
        private Optional<Run> trial = Optional.empty();

        /** Watches a store. */
        public WatchedBreaker(BreakerStore real, Surroundings around) {
            this.real = real;
            this.around = around;
        }

        public boolean save(BreakerStore.Kept read, CircuitBreaker next) {
            boolean saved = real.save(read, next);
            if (saved) {
                note(read.breaker(), next);
            }
            return saved;
        }

        private void note(CircuitBreaker before, CircuitBreaker after) {
            switch (after) {
                case CircuitBreaker.Open _
                when before instanceof CircuitBreaker.Open -> trial = Optional.of(around.run());
                case CircuitBreaker.Open _ -> {
                    around.count("silences of the library");
                    openedAt = Optional.of(around.now());
                }
                case CircuitBreaker.Closed _ -> {
                    around.count("ends of a silence of the library", openedAt.isPresent() ? 1 : 0);
                    openedAt = Optional.empty();
                }
            }
        }

        /** Runs that began before go on until they meet the silence themselves. */
        void draws(Run run) {
            boolean free = openedAt.isEmpty() || !run.began().isAfter(openedAt.get());
            Violation.unless(free || trial.equals(Optional.of(run)), ALONE, run);
        }
    }

    /** Checks what the workers reserve and draw of the project's quota. */
    public static final class WatchedQuotas {
        private static final Duration MINUTE = Duration.ofMinutes(1);
        private static final QuotaStore.Requests OTHERS = new QuotaStore.Requests(1, 50);

        private final QuotaStore real;
        private final InMemoryQuotaStore rows;
        private final QuotaRules.Limits limits;
        private final WatchedBreaker breaker;
        private final Surroundings around;
        private final Map<LocalDate, Long> drawn = new HashMap<>();
        private final Map<Owner, Long> shares = new HashMap<>();
        private final List<Allotment> allotments = new ArrayList<>();
        private final RequestQuota others;

        private record Owner(LocalDate day, UserId user) {}

        private record Allotment(Instant from, QuotaStore.Requests requests) {
            boolean within(Instant begin) {
                return !from.isBefore(begin) && from.isBefore(begin.plus(MINUTE));
            }
        }

        /**
         * Checks a store.
         *
         * @param rows what is really reserved
         */
        public WatchedQuotas(
                QuotaStore real,
                InMemoryQuotaStore rows,
                QuotaRules.Limits limits,
                WatchedBreaker breaker,
                Surroundings around) {
            this.real = real;
            this.rows = rows;
            this.limits = limits;
            this.breaker = breaker;
            this.around = around;
            this.others = new RequestQuota(Forwarding.to(QuotaStore.class, rows, _ -> new OfOthers()), () -> limits);
        }

        /** Only what is drawn is asked of the library. */
        public Optional<QuotaStore.Share> take(
                UserId user, LocalDate day, QuotaStore.Requests requests, QuotaStore.Terms terms, Instant now) {
            Optional<QuotaStore.Share> refused = real.take(user, day, requests, terms, now);
            if (refused.isEmpty()) {
                around.run().wrote();
                around.run().drew(requests.creations() + requests.uploads(), now);
                breaker.draws(around.run());
                drew(user, day, limits.ofDay(requests));
            }
            return refused;
        }

        private void drew(UserId user, LocalDate day, long requests) {
            long inDay = drawn.merge(day, requests, Long::sum);
            Violation.unless(inDay <= limits.perDay(), "the project's quota is never passed", inDay);
            long reserved = rows.day(day).used();
            Violation.unless(inDay <= reserved, "requests that are drawn are reserved", inDay + " of " + reserved);
            long ofUser = shares.merge(new Owner(day, user), requests, Long::sum);
            Violation.unless(ofUser <= limits.perUser(), "no user draws more than their share", ofUser);
        }

        /** Another user of the project is always faster: so few users of the simulation would not use a day up. */
        public QuotaStore.Reservation reserve(LocalDate day, QuotaStore.Claim claim) {
            others.draw(new UserId("other-" + allotments.size()), OTHERS, 0, claim.start());
            QuotaStore.Reservation answer = real.reserve(day, claim);
            long used = rows.day(day).used();
            Violation.unless(used <= limits.perDay(), "no day has more reservations than requests", used);
            return answer;
        }

        /** The draws of users whom the simulation does not follow. */
        public final class OfOthers {
            public Optional<QuotaStore.Share> take(
                    UserId user, LocalDate day, QuotaStore.Requests requests, QuotaStore.Terms terms, Instant now) {
                Optional<QuotaStore.Share> refused = rows.take(user, day, requests, terms, now);
                if (refused.isEmpty()) {
                    drew(user, day, limits.ofDay(requests));
                }
                return refused;
            }

            public boolean save(UserId user, LocalDate day, QuotaStore.Share before, QuotaStore.Share after) {
                return noted(user, day, after, rows.save(user, day, before, after));
            }
        }

        /** Allotments of many users in the same minute are drawn from in the same minute. */
        public boolean save(UserId user, LocalDate day, QuotaStore.Share before, QuotaStore.Share after) {
            return noted(user, day, after, real.save(user, day, before, after));
        }

        private boolean noted(UserId user, LocalDate day, QuotaStore.Share after, boolean saved) {
            if (saved) {
                Allotment allotment = new Allotment(rows.share(user, day).from(), after.left());
                allotments.add(allotment);
                allotments.stream()
                        .filter(first -> allotment.within(first.from()))
                        .forEach(first -> checkMinute(first.from()));
            }
            return saved;
        }

        private void checkMinute(Instant begin) {
            List<QuotaStore.Requests> minute = allotments.stream()
                    .filter(allotment -> allotment.within(begin))
                    .map(Allotment::requests)
                    .toList();
            long requests = minute.stream().mapToLong(limits::ofDay).sum();
            long uploads =
                    minute.stream().mapToLong(QuotaStore.Requests::uploads).sum();
            Violation.unless(
                    requests <= limits.perMinute() && uploads <= limits.uploadsPerMinute(),
                    "no minute has allotments of more than its requests",
                    requests + " and " + uploads);
        }
    }

    /** Checks every request to the library at the moment at which it is made. */
    public static final class WatchedLibrary implements PhotoLibrary {
        private static final Duration MOST_SKEW = Duration.ofMinutes(1);

        private final PhotoLibrary real;
        private final TransferStore transfers;
        private final Function<UserId, Gallery> galleries;
        private final Google google;
        private final Calendar calendar;
        private final Surroundings around;
        private final Set<UserId> writing = new HashSet<>();

        /**
         * Watches a library.
         *
         * @param transfers the store itself, to see what has been saved
         * @param galleries tell which item of a user an object is
         * @param google knows what users have answered
         */
        public WatchedLibrary(
                PhotoLibrary real,
                TransferStore transfers,
                Function<UserId, Gallery> galleries,
                Google google,
                Calendar calendar,
                Surroundings around) {
            this.real = real;
            this.transfers = transfers;
            this.galleries = galleries;
            this.google = google;
            this.calendar = calendar;
            this.around = around;
        }

        @Override
        public Answer.UploadAnswer upload(AccessToken access, MediaType type, Optional<Sha1> digest, Body body) {
            checkRequest();
            checkNotSentBefore();
            checkNotRefusedForGood();
            return met(around, "upload", real.upload(access, type, digest, body));
        }

        @Override
        public Answer.SessionAnswer open(AccessToken access, MediaType type, long bytes) {
            checkRequest();
            return met(around, "open", real.open(access, type, bytes));
        }

        @Override
        public Answer.ChunkAnswer send(
                AccessToken access, UploadSession session, long offset, boolean last, Body chunk) {
            checkRequest();
            checkNotSentBefore();
            checkNotRefusedForGood();
            return met(around, "send", real.send(access, session, offset, last, chunk));
        }

        @Override
        public Answer.ChunkAnswer received(AccessToken access, UploadSession session) {
            checkRequest();
            return met(around, "received", real.received(access, session));
        }

        @Override
        public Answer.CreateAnswer create(AccessToken access, Optional<AlbumId> album, List<NewItem> items) {
            checkRequest();
            checkSaved(items);
            checkMoved(items);
            return alone(() -> {
                Answer.CreateAnswer answer = met(around, "create", real.create(access, album, items));
                if (answer instanceof Answer.Created created) {
                    around.run().created(items, created);
                    created.elements().forEach(element -> met(around, "element", element));
                }
                return answer;
            });
        }

        @Override
        public Answer.AlbumAnswer createAlbum(AccessToken access, String title) {
            checkRequest();
            around.run().asksForAlbum();
            Arrivals.requireTitle(gallery(), title);
            return alone(() -> met(around, "createAlbum", real.createAlbum(access, title)));
        }

        @Override
        public Answer.AdditionAnswer add(AccessToken access, AlbumId album, List<MediaItemId> items) {
            checkRequest();
            around.run().asksForAlbum();
            return alone(() -> met(around, "add", real.add(access, album, items)));
        }

        private <A> A alone(Supplier<A> write) {
            UserId user = around.run().user().orElseThrow();
            Violation.unless(writing.add(user), "one write at a time for a user", user);
            try {
                return write.get();
            } finally {
                writing.remove(user);
            }
        }

        private void checkRequest() {
            Run run = around.run();
            Violation.unless(run.function() == FunctionName.BATCH, "only a worker moves items", run);
            Violation.unless(
                    run.beganOnItsClock()
                            .isBefore(calendar.closeAsHeard(around.clock().instant())),
                    "nothing is moved after the close",
                    run);
            Violation.unless(!run.foundParked(around.clock().instant()), "what is parked is left alone", run);
            run.request();
        }

        /** The tokens are in the store before they are used: a crash at any later moment leads back to them. */
        private void checkSaved(List<NewItem> items) {
            Set<UploadToken> saved = batches()
                    .flatMap(batch -> batch.withToken().stream())
                    .flatMap(entry -> token(entry).stream())
                    .collect(Collectors.toSet());
            for (NewItem item : items) {
                Violation.unless(saved.contains(item.token()), "a token is saved before it is used", item.fileName());
            }
        }

        private void checkMoved(List<NewItem> items) {
            Gallery gallery = gallery();
            LibraryAccount account = around.run().current().orElseThrow().account();
            items.forEach(item -> Arrivals.requireMoved(gallery, google, account, gallery.named(item.fileName())));
        }

        private Gallery gallery() {
            return galleries.apply(around.run().user().orElseThrow());
        }

        /** The run sends the bytes of the item that it opened last. */
        private void checkNotSentBefore() {
            ItemId item = opened();
            boolean sent = batches()
                    .flatMap(batch -> batch.entries().stream())
                    .filter(entry -> entry.item().equals(item))
                    .flatMap(entry -> token(entry).stream())
                    .anyMatch(token -> token.usable(around.clock().instant().plus(MOST_SKEW)));
            Violation.unless(!sent, "no byte is sent again that has a usable token", item);
        }

        private void checkNotRefusedForGood() {
            ItemId item = opened();
            boolean refused = around.run().transfer().stream()
                    .flatMap(transfer -> transfers.listFailures(transfer, Optional.empty(), Integer.MAX_VALUE).stream())
                    .anyMatch(failed ->
                            failed.item().equals(item) && failed.reason().permanent());
            Violation.unless(!refused, "what cannot succeed is not tried again", item);
        }

        /** The batch under way, and the one that is prepared ahead. */
        private Stream<Batch> batches() {
            return around.run().current().stream()
                    .flatMap(transfer -> Stream.of(transfer, ahead(transfer)))
                    .flatMap(transfer -> transfers.findBatch(transfer).stream());
        }

        private static Transfer ahead(Transfer transfer) {
            int next = transfer.progress().batch() + 1;
            return transfer.with(Records.with(transfer.progress(), "batch", next));
        }

        private static Optional<UploadToken> token(Batch.Entry entry) {
            return entry.step() instanceof Batch.Uploaded uploaded ? Optional.of(uploaded.token()) : Optional.empty();
        }

        private ItemId opened() {
            ObjectKey key = around.run().opened().orElseThrow();
            return gallery().itemAt(key);
        }
    }

    /** Notes what a run was told when it asked for access. */
    public record WatchedAccess(LibraryAccess real, Surroundings around) {
        public Connection connect(Consent consent) {
            return met(around, "connect", real.connect(consent));
        }

        public Answer.AccessAnswer access(Secret refreshToken) {
            around.run().asksForAccess();
            return met(around, "access", real.access(refreshToken));
        }

        public RoomAnswer room(AccessToken access) {
            RoomAnswer answer = met(around, "room", real.room(access));
            if (answer instanceof RoomAnswer.NotKnown unknown) {
                met(around, "room", unknown.why());
            }
            return answer;
        }
    }

    /** Notes which item's bytes a run has opened. */
    public record WatchedBytes(GalleryBytes real, Surroundings around) implements GalleryBytes {
        @Override
        public Opened open(ObjectKey key, long offset, long length) {
            around.run().opened(key);
            return real.open(key, offset, length);
        }
    }
}
