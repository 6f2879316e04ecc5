package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.purge.UserRows;

/** The promises of a store that removes a user's rows. */
public abstract class UserRowsContract {
    private static final UserId ONE = new UserId("one");
    private static final UserId OTHER = new UserId("other");

    /** What is under test, without a row at first. */
    protected abstract UserRows rows();

    /** Adds an item. */
    protected abstract void putItem(UserId user, String item);

    /** Adds rows of so many items. */
    protected void putItems(UserId user, int count) {
        IntStream.range(0, count).forEach(number -> putItem(user, "item-" + number));
    }

    /** Adds a row of a transfer. */
    protected abstract void putTransfer(UserId user, String sort);

    /** Adds a row of an archive. */
    protected abstract void putArchive(UserId user, String sort);

    @Test
    void removesEverythingOfAUserAndCountsIt() {
        putItem(ONE, "item");
        putTransfer(ONE, "T");
        putArchive(ONE, "A");
        putArchive(ONE, "A#1#V#1");
        assertThat(rows().any(ONE)).isTrue();
        assertThat(rows().remove(ONE)).isEqualTo(4);
        assertThat(rows().any(ONE)).isFalse();
    }

    @Test
    void removesNothingOfAnybodyElse() {
        putItem(ONE, "item");
        putItem(OTHER, "item");
        putTransfer(OTHER, "T");
        rows().remove(ONE);
        assertThat(rows().any(OTHER)).isTrue();
        assertThat(rows().remove(OTHER)).isEqualTo(2);
    }

    @Test
    void removesMoreThanFitIntoACall() {
        putItems(ONE, 130);
        assertThat(rows().remove(ONE)).isEqualTo(130);
        assertThat(rows().any(ONE)).isFalse();
    }

    @Test
    void removesAThousandAtOnce() {
        putItems(ONE, UserRows.BATCH_ROWS);
        putTransfer(ONE, "T");
        assertThat(rows().remove(ONE)).isEqualTo(UserRows.BATCH_ROWS);
        assertThat(rows().any(ONE)).isTrue();
        assertThat(rows().remove(ONE)).isEqualTo(1);
        assertThat(rows().any(ONE)).isFalse();
    }

    @Test
    void findsNothingLeftTheSecondTime() {
        putTransfer(ONE, "T");
        rows().remove(ONE);
        assertThat(rows().remove(ONE)).isZero();
    }

    @Test
    void seesARowInAnyTable() {
        putArchive(ONE, "A");
        assertThat(rows().any(ONE)).isTrue();
        assertThat(rows().any(OTHER)).isFalse();
    }
}
