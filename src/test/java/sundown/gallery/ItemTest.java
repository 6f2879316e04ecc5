package sundown.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
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
                Optional.of("Private"),
                Optional.empty(),
                Optional.empty());
    }
}
