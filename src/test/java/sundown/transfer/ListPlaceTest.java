package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListPlaceTest {
    @ParameterizedTest
    @ValueSource(strings = {"b-1-0", "b-99999999-49", "f", "f-i.1_2-3", "f-f"})
    void readsWhatItWrites(String place) {
        assertThat(ListPlace.read(place)).hasToString(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b", "b-1", "b-1-100", "b-999999999-1", "b--1-0", "f-", "f-a b", "i001", " f"})
    void refusesWhatIsNoPlace(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ListPlace.read(text));
    }
}
