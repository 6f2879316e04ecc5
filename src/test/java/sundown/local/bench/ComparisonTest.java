package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final List<Writer> order = new ArrayList<>();

    @Test
    void givesEachATurnARoundAndLetsAnotherBeginEachTime() throws Exception {
        Comparison comparison =
                new Comparison(List.of(turning(Writer.LIMIT), turning(Writer.ZIP4J), turning(Writer.BSDTAR)));

        comparison.round();
        comparison.round();
        comparison.round();

        assertThat(order)
                .containsExactly(
                        Writer.LIMIT,
                        Writer.ZIP4J,
                        Writer.BSDTAR,
                        Writer.ZIP4J,
                        Writer.BSDTAR,
                        Writer.LIMIT,
                        Writer.BSDTAR,
                        Writer.LIMIT,
                        Writer.ZIP4J);
    }

    @Test
    void keepsWhatEachReached() throws Exception {
        Comparison comparison = new Comparison(List.of(turning(Writer.LIMIT), turning(Writer.ZIP4J)));

        comparison.round();
        comparison.round();

        assertThat(comparison.turns())
                .isEqualTo(Map.of(Writer.LIMIT, List.of(1.0, 4.0), Writer.ZIP4J, List.of(2.0, 3.0)));
    }

    /** Reaches 1 in the first turn of all, 2 in the second and so on. */
    private Contestant turning(Writer writer) {
        return new Contestant() {
            @Override
            public Writer writer() {
                return writer;
            }

            @Override
            public double turn() {
                order.add(writer);
                return order.size();
            }
        };
    }
}
