package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupIdTest {
    @Test
    void isFitToBeginAnObjectKey() {
        assertThat(new GroupId("1")).hasToString("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1/2", "a b", "12345678901234567"})
    void isNothingElse(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupId(id));
    }
}
