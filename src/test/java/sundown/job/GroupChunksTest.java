package sundown.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.job.GroupUsers.GroupChunks;

class GroupChunksTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 4_096})
    void areAtLeastOneAndAtMostAsManyAsARowCanList(int number) {
        assertThat(new GroupChunks(number).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4_097})
    void areNoOtherNumber(int number) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupChunks(number));
    }
}
