package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TakenPathsTest {
    private static final int MANY = 20_000;

    private final TakenPaths paths = new TakenPaths();

    @Test
    void takesEachPathOnceHoweverManyThereAre() {
        assertThat(IntStream.range(0, MANY).allMatch(number -> paths.take("album/" + number)))
                .isTrue();
        assertThat(IntStream.range(0, MANY).anyMatch(number -> paths.take("album/" + number)))
                .isFalse();
    }

    @Test
    void tellsSimilarPathsApart() {
        assertThat(paths.take("")).isTrue();
        assertThat(paths.take("a/b")).isTrue();
        assertThat(paths.take("b/a")).isTrue();
        assertThat(paths.take("a/b ")).isTrue();
        assertThat(paths.take("a/b")).isFalse();
    }
}
