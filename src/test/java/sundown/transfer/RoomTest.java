package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomTest {
    private static final long GIGABYTE = 1L << 30;

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
