package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;
import sundown.gallery.Tally;
import sundown.runtime.Records;
import sundown.secret.Secret;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.Progress.Pace;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.TransferState.WaitReason;
import sundown.transfer.TransferStore.FailedItem;

class TransferTest extends Given {
    private static final String GOOD = """
        {"userId": "u1", "transferId": "0123456789abcdef01234567", "batch": 3, "correlationId": "call-1"}
        """;

    private static final long GIGABYTE = 1L << 30;

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
    void aTransferShowsNeitherItsGrantNorItsAccount() {
        assertThat(running().toString())
                .doesNotContain("sealed")
                .doesNotContain("example.com")
                .doesNotContain("google-1");
    }

    @Test
    void tokensShowNothing() {
        assertThat(new AccessToken("ya29.secret")).hasToString("AccessToken[***]");
        assertThat(new UploadToken("secret", NOW)).hasToString("UploadToken[***]");
        assertThat(new UploadSession(URI.create("https://secret.example.com"), 1))
                .hasToString("UploadSession[***]");
    }

    @Test
    void aConsentShowsNeitherCodeNorVerifier() {
        LibraryAccess.Consent consent = new LibraryAccess.Consent(
                new Secret("4/secret"), new Secret("verifier-secret"), URI.create("app:/done"));

        assertThat(consent.toString()).doesNotContain("4/secret").doesNotContain("verifier-secret");
    }

    @Test
    void aConnectionShowsNothingOfTheUser() {
        LibraryAccess.Connection connection = new LibraryAccess.Connection.Connected(
                new Secret("1//secret"), new AccessToken("ya29.secret"), ACCOUNT);

        assertThat(connection.toString()).doesNotContain("secret").doesNotContain("example.com");
    }

    @Test
    void itemsShowNoName() {
        FailedItem failed = new FailedItem(item(1), "Grandmother.jpg", 1, FailureReason.EMPTY, NOW);
        PhotoLibrary.NewItem newItem = new PhotoLibrary.NewItem(new UploadToken("secret", NOW), "Grandmother.jpg");

        assertThat(failed).hasToString("FailedItem[i001, EMPTY]");
        assertThat(newItem).hasToString("NewItem[***]");
    }

    @Test
    void anAccountHoldsWhatIsFree() {
        assertThat(new Room.Unlimited().holds(Long.MAX_VALUE)).isTrue();
        Room.Limited room = new Room.Limited(100, 40);

        assertThat(room.free()).isEqualTo(60);
        assertThat(room.holds(60)).isTrue();
        assertThat(room.holds(61)).isFalse();
    }

    @Test
    void anAccountThatIsMoreThanFullHoldsNothing() {
        Room.Limited room = new Room.Limited(100, 120);

        assertThat(room.free()).isZero();
        assertThat(room.holds(1)).isFalse();
        assertThat(room.holds(0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10,80,introductory-100-gb",
        "15,85,introductory-100-gb",
        "15,86,200-gb",
        "15,185,200-gb",
        "15,186,2-tb",
        "15,2034,5-tb",
        "15,6000,10-tb"
    })
    void theSmallestOfferThatFitsIsMade(long used, long needed, String offer) {
        assertThat(Room.Offer.fitting(new Room.Limited(15 * GIGABYTE, used * GIGABYTE), needed * GIGABYTE))
                .hasValueSatisfying(fitting -> assertThat(fitting.name()).isEqualTo(offer));
    }

    @Test
    void noOfferIsMadeWhenNoneIsLargeEnough() {
        assertThat(Room.Offer.fitting(new Room.Limited(15 * GIGABYTE, 15 * GIGABYTE), 10 * 1024 * GIGABYTE))
                .isEmpty();
        assertThat(Room.Offer.fitting(new Room.Limited(0, Long.MAX_VALUE), 1)).isEmpty();
    }

    @Test
    void theIntroductoryOfferLastsThreeMonthsAndEveryOtherOne() {
        assertThat(Room.Offer.ALL).isSortedAccordingTo(Comparator.comparingLong(Room.Offer::bytes));
        assertThat(Room.Offer.ALL.getFirst().length()).isEqualTo(Period.ofMonths(3));
        assertThat(Room.Offer.ALL.stream().skip(1))
                .allMatch(offer -> offer.length().equals(Period.ofMonths(1)));
    }

    @Test
    void showsCountsThatAddUp() {
        TransferView.CountsView items = view(moved()).items();

        assertThat(items.total()).isEqualTo(new Tally(5, 50));
        assertThat(items.done()).isEqualTo(new Tally(1, 10));
        assertThat(items.duplicate()).isEqualTo(new Tally(1, 10));
        assertThat(items.failed()).isEqualTo(new Tally(0, 0));
        assertThat(items.skipped()).isEqualTo(new Tally(0, 0));
        assertThat(items.pending()).isEqualTo(new Tally(3, 30));
    }

    @Test
    void showsTheRateAndTheEndWhileItRuns() {
        TransferView view = view(moved());

        assertThat(view.itemsPerSecond()).contains(0.2);
        assertThat(view.bytesPerSecond()).contains(2.0);
        assertThat(view.estimatedEnd()).contains(NOW.plusSeconds(15));
        assertThat(view.warning()).isEmpty();
        assertThat(view.warningCode()).isEmpty();
    }

    @Test
    void showsNeitherWhenItDoesNotRun() {
        TransferView view = view(moved().withState(new TransferState.Stopped(NOW)));

        assertThat(view.itemsPerSecond()).isEmpty();
        assertThat(view.bytesPerSecond()).isEmpty();
        assertThat(view.estimatedEnd()).isEmpty();
    }

    @Test
    void warnsWhenTheEndLiesPastTheClose() {
        Instant close = NOW.plusSeconds(14);

        TransferView view = TransferView.of(moved(), close, NOW);

        assertThat(view.warning())
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("does not end before the close at " + close)
                        .contains("archive"));
        assertThat(view.warningCode()).contains("ends-after-close");
        assertThat(TransferView.of(moved(), close.plusSeconds(1), NOW).warning())
                .isEmpty();
    }

    @Test
    void countsTheWaitBeforeIt() {
        Instant wakeAt = NOW.plus(Duration.ofHours(1));
        Transfer parked = moved().withState(new TransferState.Waiting(WaitReason.QUOTA, wakeAt));

        assertThat(view(parked).estimatedEnd()).contains(wakeAt.plusSeconds(15));
    }

    @Test
    void warnsWhenItWaitsUntilTheClose() {
        Transfer parked = moved().withState(new TransferState.Waiting(WaitReason.QUOTA, CLOSE));

        assertThat(view(parked).warning()).isPresent();
    }

    @Test
    void showsTheRoomThatIsMissingAndTheOfferThatFits() {
        Room.Limited room = new Room.Limited(15 * GIGABYTE, 15 * GIGABYTE - 7);
        Transfer waiting = waiting(WaitReason.ROOM).with(new RoomCheck.Missing(room));

        assertThat(view(waiting).room())
                .contains(new TransferView.RoomView(
                        50, 7, Optional.of(new Room.Offer("introductory-100-gb", 100 * GIGABYTE, Period.ofMonths(3)))));
    }

    @Test
    void showsNoRoomOnceItGoesOn() {
        Transfer running = running().with(new RoomCheck.Missing(new Room.Limited(1, 1)));

        assertThat(view(running).room()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WaitReason.class)
    void saysWhyItWaits(WaitReason reason) {
        TransferView view = view(waiting(reason));

        assertThat(view.state()).isEqualTo("waiting");
        assertThat(view.reason()).contains(reason);
    }

    @Test
    void saysWhenItGoesOnByItself() {
        assertThat(view(waiting(WaitReason.QUOTA)).goesOnAt()).contains(Instant.parse("2023-01-15T13:00:00Z"));
        assertThat(view(waiting(WaitReason.CONSENT)).goesOnAt()).isEmpty();
        assertThat(view(running()).goesOnAt()).isEmpty();
    }

    @Test
    void namesEachStateAndHasAMessageForIt() {
        Set<String> states = inEveryState().stream()
                .map(TransferTest::view)
                .map(TransferView::state)
                .collect(Collectors.toSet());

        assertThat(states)
                .containsExactlyInAnyOrder(
                        "counting", "running", "waiting", "stopped", "finished", "closed", "gave-up");
        assertThat(inEveryState())
                .allSatisfy(transfer -> assertThat(view(transfer).message()).matches("[A-Z].*\\."));
    }

    @Test
    void tellsWithACodeWhatItSays() {
        assertThat(inEveryState())
                .extracting(transfer -> view(transfer).code())
                .containsExactly(
                        "counting",
                        "moving",
                        "waiting-for-room",
                        "waiting-for-consent",
                        "waiting-for-quota",
                        "waiting-for-share",
                        "google-busy",
                        "google-in-trouble",
                        "stopped",
                        "finished",
                        "finished-some-failed",
                        "closed",
                        "gave-up");
        assertThat(view(finished(2, FailureReason.EMPTY)).code()).isEqualTo("finished-some-refused");
        assertThat(view(finished(2, FailureReason.EMPTY)).message())
                .contains("but for 2 that Google Photos does not take");
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
        assertThat(TransferView.of(retried, CLOSE, NOW.plus(Duration.ofHours(1)))
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

    @Test
    void showsTheAccountAndTheSwitchesThatAreLeft() {
        assertThat(view(running()).googleAccount()).isEqualTo("someone@example.com");
        assertThat(view(running()).switchesLeft()).isEqualTo(3);
    }

    @Test
    void showsNoSecret() {
        assertThat(inEveryState())
                .allSatisfy(transfer -> assertThat(Json.write(view(transfer))).doesNotContain("sealed"));
    }

    /** Two items in ten seconds. */
    private static Transfer moved() {
        Instant begin = NOW.minusSeconds(10);
        Progress progress = Progress.startingAt(begin, GALLERY)
                .passItems(Optional.of(item(2)), List.of(done(1), duplicate(2)), NOW);
        return running().with(progress);
    }

    private static TransferView view(Transfer transfer) {
        return TransferView.of(transfer, CLOSE, NOW);
    }

    private static final Instant LATER = NOW.plusSeconds(60);

    private static final int STEPS = 40;

    private static final ItemOutcome PERMANENT = new ItemOutcome.Failed(item(3), 10, FailureReason.EMPTY);

    private final Progress start = Progress.startingAt(NOW, GALLERY);

    private final Counts counts = Counts.of(GALLERY);

    @Test
    void getsPastABatch() {
        Progress next = start.afterSetback().passItems(Optional.of(item(2)), List.of(done(1), duplicate(2)), LATER);

        assertThat(next.batch()).isEqualTo(2);
        assertThat(next.cursor()).contains(item(2));
        assertThat(next.attempt()).isZero();
        assertThat(next.pace().moved()).isEqualTo(new Tally(2, 20));
        assertThat(next.lastFailure()).isEmpty();
    }

    @Test
    void remembersWhenAnItemLastFailed() {
        Progress failed = start.passItems(Optional.of(item(1)), List.of(failed(1)), LATER);

        assertThat(failed.lastFailure()).contains(LATER);
        assertThat(failed.passItems(Optional.of(item(2)), List.of(done(2)), LATER.plusSeconds(60))
                        .lastFailure())
                .contains(LATER);
    }

    @Test
    void keepsItsPlaceWhenABatchHadNoItem() {
        Progress there = start.passItems(Optional.of(item(1)), List.of(done(1)), LATER);

        assertThat(there.passItems(Optional.empty(), List.of(), LATER).cursor()).contains(item(1));
    }

    @Test
    void countsTheSetbacksOfABatch() {
        assertThat(start.afterSetback().afterSetback().attempt()).isEqualTo(2);
        assertThat(start.afterSetback().resumedAt(LATER).attempt()).isZero();
    }

    @Test
    void neverGoesBackInItsBatchNumber() {
        Progress ended =
                start.passItems(Optional.of(item(5)), List.of(failed(1)), LATER).ended();
        Progress retrying = ended.retryingAt(LATER);

        assertThat(retrying.batch()).isEqualTo(2);
        assertThat(retrying.pass()).isEqualTo(1);
        assertThat(retrying.cursor()).isEmpty();
        assertThat(retrying.counts().pending()).isEqualTo(new Tally(1, 10));
        assertThat(retrying.lastFailure()).contains(LATER);
    }

    @Test
    void hasNothingPendingAtTheEndOfAPass() {
        assertThat(start.ended().counts().pending()).isEqualTo(Tally.NONE);
        assertThat(start.ended().counts().skipped()).isEqualTo(GALLERY);
    }

    @Test
    void hasNothingToGoByAtFirst() {
        Pace pace = Pace.startingAt(NOW);

        assertThat(pace.itemsPerSecond(NOW.plusSeconds(60))).isEmpty();
        assertThat(pace.bytesPerSecond(NOW.plusSeconds(60))).isEmpty();
        assertThat(pace.endOf(new Tally(1, 1), NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void isWhatMovedInTheTimeSinceItBegan() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(50, 1_000), NOW.plusSeconds(10));

        assertThat(pace.itemsPerSecond(NOW.plusSeconds(10))).contains(5.0);
        assertThat(pace.bytesPerSecond(NOW.plusSeconds(10))).contains(100.0);
        assertThat(pace.itemsPerSecond(NOW.plusSeconds(100)))
                .as("it slows down while nothing moves")
                .contains(0.5);
    }

    @Test
    void estimatesTheEndByTheSlowerOfItemsAndBytes() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(10, 1_000), NOW.plusSeconds(10));
        Instant now = NOW.plusSeconds(10);

        assertThat(pace.endOf(new Tally(20, 100), now)).contains(now.plusSeconds(20));
        assertThat(pace.endOf(new Tally(1, 3_000), now)).contains(now.plusSeconds(30));
        assertThat(pace.endOf(Tally.NONE, now)).contains(now);
    }

    @Test
    void estimatesByItemsWhereTheyHadNoBytes() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(10, 0), NOW.plusSeconds(10));

        assertThat(pace.endOf(new Tally(20, 1_000), NOW.plusSeconds(10))).contains(NOW.plusSeconds(30));
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
    void saysNothingWhenTheClockWasSetBack() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(5, 50), NOW.minusSeconds(60));

        assertThat(pace.itemsPerSecond(NOW.minusSeconds(60))).isEmpty();
        assertThat(pace.endOf(new Tally(5, 50), NOW.minusSeconds(60))).isEmpty();
    }

    @Test
    void neverEstimatesFurtherThanACentury() {
        Pace slow = Pace.startingAt(NOW).plus(new Tally(1, 1), NOW.plusSeconds(7_000));
        Instant now = NOW.plusSeconds(7_000);

        assertThat(slow.endOf(new Tally(1, Long.MAX_VALUE), now)).contains(now.plus(Duration.ofDays(36_525)));
    }

    @Test
    void putEachItemInOnePlace() {
        Counts next = counts.plus(List.of(done(1), duplicate(2), failed(3), done(4)));

        assertThat(next.done()).isEqualTo(new Tally(2, 20));
        assertThat(next.duplicate()).isEqualTo(new Tally(1, 10));
        assertThat(next.failed()).isEqualTo(new Tally(1, 10));
        assertThat(next.pending()).isEqualTo(new Tally(1, 10));
    }

    @Test
    void raiseTheTotalWhenTheGalleryHoldsMoreThanWasCounted() {
        Counts next = Counts.of(new Tally(1, 5)).plus(List.of(done(1), done(2)));

        assertThat(next.total()).isEqualTo(new Tally(2, 20));
        assertThat(next.pending()).isEqualTo(Tally.NONE);
    }

    @Test
    void skipWhatWasNeverMet() {
        Counts ended = counts.plus(List.of(done(1))).withRestSkipped();

        assertThat(ended.skipped()).isEqualTo(new Tally(4, 40));
        assertThat(ended.pending()).isEqualTo(Tally.NONE);
    }

    @Test
    void makeWhatFailedPendingAgainUnlessItsReasonCannotChange() {
        Counts again = counts.plus(List.of(failed(1), done(2), PERMANENT)).withRetryablePending();

        assertThat(again.failed()).isEqualTo(new Tally(1, 10));
        assertThat(again.permanent()).isEqualTo(new Tally(1, 10));
        assertThat(again.retryable()).isEqualTo(Tally.NONE);
        assertThat(again.pending()).isEqualTo(new Tally(3, 30));
    }

    @Test
    void countAsPermanentWhatARetryDidNotTry() {
        Counts ended = counts.plus(List.of(done(1))).withRestPermanent();

        assertThat(ended.failed()).isEqualTo(new Tally(4, 40));
        assertThat(ended.permanent()).isEqualTo(new Tally(4, 40));
        assertThat(ended.pending()).isEqualTo(Tally.NONE);
    }

    @Test
    void cannotSettleMoreThanThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Counts(Tally.one(10), Tally.one(10), Tally.one(0), Tally.NONE, Tally.NONE, Tally.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Counts(Tally.one(10), Tally.one(11), Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Counts(Tally.one(10), Tally.NONE, Tally.NONE, Tally.NONE, Tally.one(10), Tally.NONE));
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
}
