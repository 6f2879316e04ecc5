package sundown.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.gallery.Item.ItemId;

class ItemTest {
    @Test
    void cannotHaveFewerThanNoBytes() {
        assertThat(item(0).bytes()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> item(-1));
    }

    @Test
    void showsNothingOfTheUserInALog() {
        assertThat(item(7)).hasToString("Item[i1]");
    }

    @Test
    void hasAKeyThatTheObjectStoreTakes() {
        assertThat(new ObjectKey("k".repeat(1024)).value()).hasSize(1024);
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey("k".repeat(1025)));
    }

    private static Item item(long bytes) {
        return new Item(
                new ItemId("i1"),
                new ObjectKey("1/u1/i1"),
                "Grandmother.jpg",
                bytes,
                Set.of("Private"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Item.Marks.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a#b", "a b", "IMG\n1", "é"})
    void refusesWhatIsNotSafeInAKey(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ItemId(value)).withMessage("not an item id");
    }

    @Test
    void takesAtMost128Characters() {
        assertThat(new ItemId("i".repeat(128)).value()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new ItemId("i".repeat(129)));
    }

    @Test
    void sortsAsItsTextDoes() {
        assertThat(List.of(new ItemId("b"), new ItemId("a-2"), new ItemId("B"), new ItemId("a-10")).stream()
                        .sorted())
                .containsExactly(new ItemId("B"), new ItemId("a-10"), new ItemId("a-2"), new ItemId("b"));
    }

    @Test
    void addsItemsAndBytes() {
        assertThat(new Tally(2, 30).plus(Tally.one(5))).isEqualTo(new Tally(3, 35));
    }

    @Test
    void takesAwayItemsAndBytes() {
        assertThat(new Tally(2, 30).minus(Tally.one(5))).isEqualTo(new Tally(1, 25));
    }

    @Test
    void takesTheLargerOfEachFigure() {
        assertThat(new Tally(2, 30).atLeast(new Tally(3, 10))).isEqualTo(new Tally(3, 30));
    }

    @Test
    void isNeverLessThanNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tally(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tally(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Tally.one(5).minus(Tally.one(6)));
    }

    @Test
    void saysSoWhenAGalleryIsTooLargeToCount() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Tally.one(Long.MAX_VALUE).plus(Tally.one(1)));
    }
}
