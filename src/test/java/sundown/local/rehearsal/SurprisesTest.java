package sundown.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurprisesTest {
    private final Surprises surprises = new Surprises();

    @Test
    void countWhatIsTheSameAndKeepTheFirstExample() {
        surprises.add("items failed", 1, "ann/1");
        surprises.add("rows were refused", 2_000, "");
        surprises.add("items failed", 2, "bob/2");

        assertThat(surprises.all())
                .extracting(Surprises.Surprise::line)
                .containsExactly("2,000 rows were refused.", "3 items failed. For example ann/1");
    }

    /** What may be recorded for years. */
    @Test
    void nameNobodyInTheirSentences() {
        surprises.add("items failed", 1, "ann/1");

        assertThat(surprises.all().getFirst().sentence()).isEqualTo("1 items failed.");
    }

    @Test
    void leaveOutWhatDidNotHappen() {
        surprises.add("items failed", 0, "ann/1");

        assertThat(surprises.all()).isEmpty();
    }
}
