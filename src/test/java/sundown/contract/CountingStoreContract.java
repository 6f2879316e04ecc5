package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.report.CountingStore;
import sundown.report.CountingStore.Counting;
import sundown.report.ReportFiles.ReportId;
import sundown.timeline.GroupId;

/** What every store of the counting promises. */
public abstract class CountingStoreContract {
    private static final Instant BEGUN = SampleTransfers.NOW;
    private static final ReportId FIRST = new ReportId("2026-11-24");
    private static final ReportId SECOND = new ReportId("2026-11-24-2");
    private static final GroupId GROUP = new GroupId("1");

    /** The store under test, empty at first. */
    private final CountingStore store;

    protected CountingStoreContract(CountingStore store) {
        this.store = store;
    }

    @Test
    void knowsNoneAtFirst() {
        assertThat(store.find()).isEmpty();
    }

    @Test
    void beginsOneOnceAndInThePlaceOfTheOneThatWasReadAlone() {
        assertThat(store.begin(counting(FIRST), Optional.of(SECOND))).isFalse();
        assertThat(store.begin(counting(FIRST), Optional.empty())).isTrue();
        assertThat(store.begin(counting(SECOND), Optional.empty())).isFalse();
        assertThat(store.begin(counting(SECOND), Optional.of(FIRST))).isTrue();
        assertThat(store.begin(counting(SECOND), Optional.of(FIRST))).isFalse();
        assertThat(store.find()).contains(counting(SECOND));
    }

    @Test
    void letsOneOfManyBegin() throws Exception {
        assertThat(Race.between(4, number -> store.begin(counting(FIRST), Optional.empty())))
                .containsOnlyOnce(true);
    }

    @Test
    void changesNothingOfAnotherOneAndMakesNoneThatDidNotBegin() {
        store.composed(FIRST);
        assertThat(store.find()).isEmpty();
        store.begin(counting(SECOND), Optional.empty());
        store.composed(FIRST);
        assertThat(store.find()).contains(counting(SECOND));
    }

    @Test
    void remembersThatTheReportIsWritten() {
        store.begin(counting(FIRST), Optional.empty());
        store.composed(FIRST);
        assertThat(store.find())
                .hasValueSatisfying(counting -> assertThat(counting.composed()).isTrue());
    }

    private static Counting counting(ReportId id) {
        return new Counting(id, BEGUN, List.of(GROUP), false);
    }
}
