package sundown.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineageTest {
    private static final String HEADER = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0";

    private final Lineage once = Lineage.NONE.through("move").through("refund");
    private final Lineage twice = Lineage.NONE.through("move").through("move");

    @Test
    void isCarriedInATraceHeader() {
        assertThat(once.in(HEADER)).startsWith(HEADER + ";Lineage=");
        assertThat(Lineage.read(once.in(HEADER))).isEqualTo(once);
        assertThat(Lineage.read(HEADER)).isEqualTo(Lineage.NONE);
    }

    @Test
    void ofABatchIsTheLongerWay() {
        assertThat(once.merge(twice)).isEqualTo(twice.merge(once)).isEqualTo(twice.through("refund"));
    }

    @Test
    void isALoopAfterSixteenTimesThroughTheSameFunction() {
        Lineage lineage = Lineage.NONE;
        for (int time = 0; time < 16; time++) {
            assertThat(lineage.loops("move")).isFalse();
            lineage = lineage.through("refund").through("move");
        }
        assertThat(lineage.loops("move")).isTrue();
        assertThat(lineage.loops("start")).isFalse();
    }
}
