package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Region;
import sundown.contract.SampleTransfers;
import sundown.edge.Json;
import sundown.gallery.Tally;
import sundown.runtime.Records;
import sundown.secret.Secret;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Progress.Cursor;
import sundown.transfer.Progress.Pace;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;
import sundown.transfer.TransferStore.FailedItem;

class TransferTest extends Given {
    private static final String GOOD = """
        {"userId": "u1", "transferId": "0123456789abcdef01234567", "batch": 3, "correlationId": "call-1"}
        """;

    private static final long GIGABYTE = 1_000_000_000;
    private static final List<Room.Offer> OFFERS = SampleTransfers.OFFERS.in(new Region("IN"));

    private static final Instant LATER = NOW.plusSeconds(60);

    private static final int STEPS = 40;

    private static final ItemOutcome PERMANENT = new ItemOutcome.Failed(item(3), 10, FailureReason.EMPTY);

    private final Progress start = Progress.startingAt(NOW, GALLERY);

    private final Counts counts = Counts.of(GALLERY);

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "0123456-89", "01234567#", "01234567/"})
    void refusesWhatDoesNotFitIntoAKey(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TransferId(value));
    }

    @Test
    void isMadeOf96RandomBits() {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);

        assertThat(Stream.generate(() -> TransferId.random(random)).limit(1_000))
                .allSatisfy(id -> assertThat(id.value()).matches("[0-9a-f]{24}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void anAccountOfTheLibraryNeedsAnId() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LibraryAccount("", "someone@example.com"));
    }

    @Test
    void isRefusedWhenThereIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> TransferMessage.read(null));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"u1\"', 7, userId is not valid",
        "'\"0123456789abcdef01234567\"', {}, transferId is not valid",
        "3, '\"someone@example.com\"', batch is not a whole number",
        "3, 0, batch is not a number of at least 1"
    })
    void isRefusedWithTheNameOfTheWrongPart(String good, String wrong, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransferMessage.read(GOOD.replace(good + ",", wrong + ",")))
                .withMessage(words);
    }

    @Test
    void saysHowManyFailedAndWhenToTryThemAgain() {
        TransferView view = view(finished(2));

        assertThat(view.message()).contains("but for 2 that failed");
        assertThat(view.retrySensibleAt()).contains(Instant.parse("2023-01-16T11:00:00Z"));
        assertThat(view(finished(0)).message()).isEqualTo("All your photos are in Google Photos.");
        assertThat(view(finished(0)).retrySensibleAt()).isEmpty();
    }

    @Test
    void saysWhenFailedItemsMayBeTriedAgain() {
        Transfer finished = finished(2);
        Transfer retried =
                finished.with(Records.with(finished.progress(), "lastRetry", Optional.of(NOW.minusSeconds(60))));

        assertThat(view(retried).retryPossibleAt()).contains(Instant.parse("2023-01-15T12:59:00Z"));
        assertThat(TransferView.of(retried, OFFERS, CLOSE, NOW.plus(Duration.ofHours(1)))
                        .retryPossibleAt())
                .isEmpty();
        assertThat(view(finished).retryPossibleAt()).isEmpty();
    }

    @Test
    void saysWhenToLookAgain() {
        assertThat(view(running()).lookAgainInSeconds()).isEqualTo(5);
        assertThat(view(in(new TransferState.Waiting(WaitReason.BUSY, NOW.plusSeconds(90))))
                        .lookAgainInSeconds())
                .isEqualTo(90);
        assertThat(List.of(waiting(WaitReason.CONSENT), stopped(), finished(1), closed()))
                .allSatisfy(transfer ->
                        assertThat(view(transfer).lookAgainInSeconds()).isEqualTo(3600));
    }

    /** Two items in ten seconds. */
    private static Transfer moved() {
        Instant begin = NOW.minusSeconds(10);
        Progress progress = Progress.startingAt(begin, GALLERY)
                .passItems(Optional.of(Cursor.after(2)), List.of(done(1), duplicate(2)), 0, NOW);
        return running().with(progress);
    }

    private static TransferView view(Transfer transfer) {
        return TransferView.of(transfer, OFFERS, CLOSE, NOW);
    }

    @Test
    void forgetsTheOlderHalfOfAFullWindowAndKeepsItsRate() {
        Instant full = NOW.plus(Duration.ofHours(2));
        Pace pace = Pace.startingAt(NOW).plus(new Tally(7_200, 720_000), full);

        assertThat(pace.since()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(pace.moved()).isEqualTo(new Tally(3_600, 360_000));
        assertThat(pace.itemsPerSecond(full).orElseThrow()).isEqualTo(1.0, Offset.offset(0.001));
    }

    @Test
    void neverEstimatesFurtherThanACentury() {
        Pace slow = Pace.startingAt(NOW).plus(new Tally(1, 1), NOW.plusSeconds(7_000));
        Instant now = NOW.plusSeconds(7_000);

        assertThat(slow.endOf(new Tally(1, Long.MAX_VALUE), now)).contains(now.plus(Duration.ofDays(36_525)));
    }

    @Test
    void raiseTheTotalWhenTheGalleryHoldsMoreThanWasCounted() {
        Counts next = Counts.of(new Tally(1, 5)).plus(List.of(done(1), done(2)));

        assertThat(next.total()).isEqualTo(new Tally(2, 20));
        assertThat(next.pending()).isEqualTo(Tally.NONE);
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /** Batches, ends and retries in an order that the seed decides. */
    @ParameterizedTest
    @MethodSource("seeds")
    void alwaysAddUp(int seed) {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);
        Counts current = Counts.of(new Tally(random.nextInt(200), random.nextInt(5_000)));
        for (int step = 0; step < STEPS; step++) {
            Counts next = next(current, random);
            assertAddsUp(next);
            assertThat(next.total()).isEqualTo(next.total().atLeast(current.total()));
            current = next;
        }
    }

    private static Counts next(Counts counts, RandomGenerator random) {
        return switch (random.nextInt(9)) {
            case 0 -> counts.withRestSkipped();
            case 1 -> counts.withRetryablePending();
            case 2 -> counts.withRestPermanent();
            default -> counts.plus(outcomes(random));
        };
    }

    private static List<ItemOutcome> outcomes(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(Batch.ITEMS_MAX + 1))
                .mapToObj(index -> outcome(index, random))
                .toList();
    }

    private static ItemOutcome outcome(int index, RandomGenerator random) {
        long bytes = random.nextInt(100);
        return switch (random.nextInt(4)) {
            case 0 -> new ItemOutcome.Done(item(index), bytes);
            case 1 -> new ItemOutcome.Duplicate(item(index), bytes);
            case 2 -> new ItemOutcome.Failed(item(index), bytes, FailureReason.EMPTY);
            default -> new ItemOutcome.Failed(item(index), bytes, FailureReason.REFUSED);
        };
    }

    private static void assertAddsUp(Counts counts) {
        assertThat(counts.done()
                        .plus(counts.duplicate())
                        .plus(counts.failed())
                        .plus(counts.skipped())
                        .plus(counts.pending()))
                .isEqualTo(counts.total());
    }

    @Test
    void showsNothingPrivateInALog() {
        Secret secret = new Secret("1//secret");
        UploadToken token = new UploadToken("secret", NOW);
        assertThat(List.of(
                        running(),
                        new AccessToken("ya29.secret"),
                        token,
                        new UploadSession(URI.create("https://secret.example.com"), 1),
                        new LibraryAccess.Consent(secret, secret, URI.create("app:/done")),
                        new LibraryAccess.Connection.Connected(secret, new AccessToken("ya29.secret"), ACCOUNT),
                        new FailedItem(item(1), "secret.jpg", 1, FailureReason.EMPTY, NOW),
                        new PhotoLibrary.NewItem(token, "secret.jpg")))
                .extracting(Object::toString)
                .allSatisfy(text -> assertThat(text).doesNotContain("secret", "sealed", "example.com", "google-1"));
        assertThat(inEveryState())
                .allSatisfy(transfer -> assertThat(Json.write(view(transfer))).doesNotContain("sealed"));
    }

    @ParameterizedTest
    @CsvSource({"40, 60", "120, 0"})
    void anAccountHoldsWhatIsFree(long used, long free) {
        Room.Limited room = new Room.Limited(100, used);

        assertThat(room.free()).isEqualTo(free);
        assertThat(room.holds(free)).isTrue();
        assertThat(room.holds(free + 1)).isFalse();
        assertThat(new Room.Unlimited().holds(Long.MAX_VALUE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10, 80, 100", "15, 85, 100", "15, 86, 200", "15, 185, 200", "15, 186, ", "9223372036, 1, "})
    void theSmallestOfferThatFitsIsMade(long used, long needed, Long offer) {
        Room.Limited room = new Room.Limited(15 * GIGABYTE, used * GIGABYTE);

        assertThat(Room.Offer.fitting(OFFERS, room, needed * GIGABYTE).map(Room.Offer::bytes))
                .isEqualTo(Optional.ofNullable(offer).map(size -> size * GIGABYTE));
    }

    @Test
    void noOfferIsMadeWhereNoneIsKnown() {
        Room.Offers offers = Room.Offers.read("IN=200GB/P1M ID,IN=100GB/P3M");

        assertThat(offers.in(new Region("ID"))).containsExactly(new Room.Offer(100 * GIGABYTE, Period.ofMonths(3)));
        assertThat(offers.in(new Region("IN"))).hasSize(2);
        assertThat(offers.in(new Region("RU"))).isEmpty();
        assertThat(Room.Offers.read("").in(new Region("IN"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN", "IN=100GB", "IN=100/P3M", "in=100GB/P3M", "IND=100GB/P3M", "IN,=100GB/P3M"})
    void anOfferOfAnotherFormIsRefused(String entries) {
        assertThatIllegalArgumentException().isThrownBy(() -> Room.Offers.read(entries));
    }

    @Test
    void showsCountsRateAndEndWhileItRuns() {
        TransferView view = view(moved());

        assertThat(view.items())
                .isEqualTo(new TransferView.CountsView(
                        GALLERY, Tally.one(10), Tally.one(10), Tally.NONE, Tally.NONE, new Tally(3, 30)));
        assertThat(view.itemsPerSecond()).contains(0.2);
        assertThat(view.bytesPerSecond()).contains(2.0);
        assertThat(view.estimatedEnd()).contains(NOW.plusSeconds(15));
        assertThat(view.warning()).isEmpty();
        assertThat(view.warningCode()).isEmpty();
        assertThat(view.googleAccount()).isEqualTo("someone@example.com");
        assertThat(view.switchesLeft()).isEqualTo(3);
        TransferView stopped = view(moved().withState(new TransferState.Stopped(NOW)));
        assertThat(stopped.itemsPerSecond()).isEmpty();
        assertThat(stopped.bytesPerSecond()).isEmpty();
        assertThat(stopped.estimatedEnd()).isEmpty();
    }

    @Test
    void warnsWhenTheEndLiesPastTheClose() {
        Instant close = NOW.plusSeconds(14);
        TransferView late = TransferView.of(moved(), OFFERS, close, NOW);

        assertThat(late.warning().orElseThrow()).contains("before the close at " + close, "archive");
        assertThat(late.warningCode()).contains("ends-after-close");
        assertThat(TransferView.of(moved(), OFFERS, close.plusSeconds(1), NOW).warning())
                .isEmpty();
        Transfer parked = moved().withState(new TransferState.Waiting(WaitReason.QUOTA, CLOSE));
        assertThat(view(parked).estimatedEnd()).as("after the wait").contains(CLOSE.plusSeconds(15));
        assertThat(view(parked).warning()).isPresent();
        Transfer unconsented = moved().withState(new TransferState.Waiting(WaitReason.CONSENT, CLOSE));
        assertThat(view(unconsented).estimatedEnd())
                .as("until the user consents")
                .isEmpty();
    }

    @Test
    void showsTheRoomThatIsMissingAndTheOfferThatFits() {
        RoomCheck missing = new RoomCheck.Missing(new Room.Limited(15 * GIGABYTE, 15 * GIGABYTE - 7));

        assertThat(view(waiting(WaitReason.ROOM).with(missing)).room())
                .contains(new TransferView.RoomView(
                        50, 7, Optional.of(new Room.Offer(100 * GIGABYTE, Period.ofMonths(3)))));
        assertThat(view(running().with(missing)).room()).as("once it goes on").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WaitReason.class)
    void saysWhyItWaitsAndWhenItGoesOnByItself(WaitReason reason) {
        TransferView view = view(waiting(reason));

        assertThat(view.state()).isEqualTo("waiting");
        assertThat(view.reason()).contains(reason);
        assertThat(view.goesOnAt())
                .isEqualTo(
                        reason == WaitReason.CONSENT
                                ? Optional.empty()
                                : Optional.of(Instant.parse("2023-01-15T13:00:00Z")));
    }

    @Test
    void namesEachStateAndSaysItInASentenceWithACode() {
        assertThat(inEveryState())
                .extracting(transfer ->
                        view(transfer).state() + " " + view(transfer).code())
                .containsExactly(
                        "counting counting",
                        "running moving",
                        "waiting waiting-for-room",
                        "waiting waiting-for-consent",
                        "waiting waiting-for-quota",
                        "waiting waiting-for-share",
                        "waiting google-busy",
                        "waiting google-in-trouble",
                        "stopped stopped",
                        "finished finished",
                        "finished finished-some-failed",
                        "closed closed",
                        "not-allowed not-allowed",
                        "gave-up gave-up");
        assertThat(inEveryState())
                .allSatisfy(transfer -> assertThat(view(transfer).message()).matches("[A-Z].*\\."));
        assertThat(view(finished(2, FailureReason.EMPTY)).code()).isEqualTo("finished-some-refused");
        assertThat(view(finished(2, FailureReason.EMPTY)).message())
                .contains("but for 2 that Google Photos does not take");
    }

    @Test
    void getsPastABatch() {
        Progress next = start.afterSetback()
                .afterSetback()
                .passItems(Optional.of(Cursor.after(2)), List.of(done(1), duplicate(2)), 0, LATER);

        assertThat(start.afterSetback().afterSetback().attempt()).isEqualTo(2);
        assertThat(next.batch()).isEqualTo(2);
        assertThat(next.cursor()).contains(Cursor.after(2));
        assertThat(next.attempt()).isZero();
        assertThat(next.pace().moved()).isEqualTo(new Tally(2, 20));
        assertThat(next.lastFailure()).isEmpty();
        assertThat(next.passItems(Optional.empty(), List.of(), 0, LATER).cursor())
                .as("of a batch without items")
                .contains(Cursor.after(2));
    }

    @Test
    void remembersWhenAnItemLastFailedAndNeverGoesBackInItsBatchNumber() {
        Progress failed = start.passItems(Optional.of(Cursor.after(1)), List.of(failed(1)), 0, LATER);
        Progress retrying = failed.ended(NO_ALBUMS).retryingAt(LATER.plusSeconds(60));

        assertThat(failed.passItems(Optional.of(Cursor.after(2)), List.of(done(2)), 0, LATER.plusSeconds(60))
                        .lastFailure())
                .contains(LATER);
        assertThat(failed.ended(NO_ALBUMS).counts().skipped()).isEqualTo(new Tally(4, 40));
        assertThat(retrying.batch()).isEqualTo(2);
        assertThat(retrying.pass()).isEqualTo(1);
        assertThat(retrying.cursor()).isEmpty();
        assertThat(retrying.counts().pending()).isEqualTo(Tally.one(10));
        assertThat(retrying.lastFailure()).contains(LATER);
    }

    @Test
    void countsEachItemOnce() {
        ItemOutcome missing = new ItemOutcome.Failed(item(4), 10, FailureReason.MISSING);
        Counts moved = counts.plus(List.of(done(1), duplicate(2), missing, PERMANENT));

        assertThat(moved)
                .isEqualTo(new Counts(
                        GALLERY,
                        Tally.one(10),
                        Tally.one(10),
                        new Tally(2, 20),
                        Tally.one(10),
                        Tally.NONE,
                        Tally.one(10)));
        assertThat(moved.pending()).isEqualTo(Tally.one(10));
        assertThat(moved.withRestSkipped().skipped()).isEqualTo(Tally.one(10));
        assertThat(moved.withRetryablePending().pending())
                .as("but for the one whose reason cannot change")
                .isEqualTo(new Tally(2, 20));
        assertThat(moved.withRetryablePending().lost()).isEqualTo(Tally.NONE);
        assertThat(moved.withRestPermanent().failed()).isEqualTo(new Tally(3, 30));
        assertThat(moved.withRestPermanent().permanent()).isEqualTo(new Tally(2, 20));
    }

    @ParameterizedTest
    @CsvSource({"10, 0, 0", "11, -1, -1", "0, -1, 10"})
    void cannotSettleMoreThanThereIs(long done, long duplicate, long permanent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Counts(
                        Tally.one(10),
                        tally(done),
                        tally(duplicate),
                        Tally.NONE,
                        tally(permanent),
                        Tally.NONE,
                        Tally.NONE));
    }

    /** One item of these bytes; none below 0. */
    private static Tally tally(long bytes) {
        return bytes < 0 ? Tally.NONE : Tally.one(bytes);
    }

    @Test
    void isAsFastAsItMovedSinceItBegan() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(10, 1_000), NOW.plusSeconds(10));
        Instant now = NOW.plusSeconds(10);

        assertThat(pace.itemsPerSecond(now)).contains(1.0);
        assertThat(pace.bytesPerSecond(now)).contains(100.0);
        assertThat(pace.itemsPerSecond(NOW.plusSeconds(100)))
                .as("it slows down while nothing moves")
                .contains(0.1);
        assertThat(pace.endOf(new Tally(20, 100), now)).as("by items").contains(now.plusSeconds(20));
        assertThat(pace.endOf(new Tally(1, 3_000), now)).as("by bytes").contains(now.plusSeconds(30));
        assertThat(pace.endOf(Tally.NONE, now)).contains(now);
        assertThat(Pace.startingAt(NOW).plus(new Tally(10, 0), now).endOf(new Tally(20, 1_000), now))
                .as("by items that had no bytes")
                .contains(NOW.plusSeconds(30));
    }

    @Test
    void saysNothingOfItsPaceBeforeItMovesOrWhenTheClockWasSetBack() {
        Instant before = NOW.minusSeconds(60);

        assertThat(Pace.startingAt(NOW).itemsPerSecond(LATER)).isEmpty();
        assertThat(Pace.startingAt(NOW).bytesPerSecond(LATER)).isEmpty();
        assertThat(Pace.startingAt(NOW).endOf(new Tally(1, 1), LATER)).isEmpty();
        assertThat(Pace.startingAt(NOW).plus(new Tally(5, 50), before).itemsPerSecond(before))
                .isEmpty();
        assertThat(Pace.startingAt(NOW).plus(new Tally(5, 50), before).endOf(new Tally(5, 50), before))
                .isEmpty();
    }
}
