package sundown.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class UntilSavedTest {
    /** The rows as one read after the other finds them. */
    private final Queue<Optional<String>> reads = new ArrayDeque<>();

    @Test
    void decidesAgainOnWhatAnotherSaveHasLeft() {
        reads.addAll(
                List.of(Optional.of("taken"), Optional.of("taken too"), Optional.of("free"), Optional.of("later")));

        assertThat(UntilSaved.save(reads::remove, UntilSavedTest::saved)).contains("free saved");
        assertThat(reads).hasSize(1);
    }

    @Test
    void endsWhenThereIsNothingToChangeAnyMore() {
        reads.addAll(List.of(Optional.of("taken"), Optional.empty(), Optional.of("free")));

        assertThat(UntilSaved.save(reads::remove, UntilSavedTest::saved)).isEmpty();
        assertThat(reads).hasSize(1);
    }

    @Test
    void readsNothingBeforeItSavesAChangeThatIsDecided() {
        assertThat(UntilSaved.save(Optional.of("free"), reads::remove, UntilSavedTest::saved))
                .contains("free saved");
        assertThat(UntilSaved.save(Optional.<String>empty(), reads::remove, UntilSavedTest::saved))
                .isEmpty();
    }

    private static Optional<String> saved(String row) {
        return row.equals("free") ? Optional.of("free saved") : Optional.empty();
    }
}
