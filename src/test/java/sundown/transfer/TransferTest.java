package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Period;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.secret.Secret;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.Transfer.TransferId;
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
}
