package sundown.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleGroupTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 999, 1_000, 10_000, 12_345, 100_000})
    void hasAsManyPhotosAsWereAskedFor(int photos) {
        SampleGroup group = SampleGroup.of(photos);
        assertThat(group.galleries().stream().mapToInt(SampleGroup.Gallery::photos))
                .allMatch(some -> some > 0);
        assertThat(group.galleries().stream()
                        .mapToInt(SampleGroup.Gallery::photos)
                        .sum())
                .isEqualTo(photos);
        assertThat(group).isEqualTo(SampleGroup.of(photos));
    }

    @Test
    void hasGalleriesOfFiveThousandPhotosOnAverage() {
        SampleGroup group = SampleGroup.of(100_000);
        assertThat(group.galleries()).hasSize(20).doesNotHaveDuplicates();
        assertThat(group.galleries())
                .extracting(SampleGroup.Gallery::photos)
                .allMatch(photos -> photos >= 1_000 && photos <= 9_000);
    }
}
