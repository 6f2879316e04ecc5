package sundown.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.gallery.Item.ItemId;

class ItemIdTest {
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
}
