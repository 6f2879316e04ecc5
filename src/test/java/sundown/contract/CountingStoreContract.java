package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.gallery.Tally;
import sundown.report.Counting;
import sundown.report.CountingStore;
import sundown.report.Figures;
import sundown.report.GalleryCount;
import sundown.report.Headcount;
import sundown.report.ReportId;
import sundown.report.Shard;
import sundown.report.Standing;
import sundown.timeline.GroupId;
import sundown.transfer.FailureReason;

/** What every store of the counting promises. */
public abstract class CountingStoreContract {
    private static final Instant BEGUN = SampleTransfers.NOW;
    private static final Instant LATER = BEGUN.plusSeconds(3_600);
    private static final ReportId FIRST = new ReportId("2026-11-24");
    private static final ReportId SECOND = new ReportId("2026-11-24-2");
    private static final GroupId GROUP = new GroupId("1");
    private static final Shard SHARD = new Shard(GROUP, 3);

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
    void keepsAllOfOneThatBegins() {
        Counting full = new Counting(
                FIRST,
                BEGUN,
                LATER,
                List.of(new GroupId("2"), GROUP),
                Map.of(SHARD, new GalleryCount(BEGUN, new Tally(7, Long.MAX_VALUE / 2))),
                Map.of(new Shard(new GroupId("2"), 15), figures(5)),
                true);
        assertThat(store.begin(full, Optional.empty())).isTrue();
        assertThat(store.find()).contains(full);
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
    void notesAShardAndTellsWhatIsInThen() {
        store.begin(counting(FIRST), Optional.empty());
        store.finish(FIRST, new Shard(GROUP, 4), figures(1), BEGUN);
        Optional<Counting> then = store.finish(FIRST, SHARD, figures(2), LATER);
        assertThat(then)
                .hasValueSatisfying(counting -> assertThat(counting.counted())
                        .isEqualTo(Map.of(new Shard(GROUP, 4), figures(1), SHARD, figures(2))));
        assertThat(then)
                .hasValueSatisfying(counting -> assertThat(counting.heardAt()).isEqualTo(LATER));
        assertThat(store.find()).isEqualTo(then);
    }

    @Test
    void putsASecondCountInThePlaceOfTheFirst() {
        store.begin(counting(FIRST), Optional.empty());
        store.finish(FIRST, SHARD, figures(1), BEGUN);
        store.finish(FIRST, SHARD, figures(2), BEGUN);
        assertThat(store.find().orElseThrow().counted()).isEqualTo(Map.of(SHARD, figures(2)));
    }

    @Test
    void losesNoShardOfManyThatAreInAtOnce() throws Exception {
        store.begin(counting(FIRST), Optional.empty());
        Race.between(4, number -> store.finish(FIRST, new Shard(GROUP, number), figures(number), BEGUN));
        assertThat(store.find().orElseThrow().counted()).hasSize(4);
    }

    @Test
    void changesNothingOfAnotherOne() {
        store.begin(counting(SECOND), Optional.empty());
        assertThat(store.finish(FIRST, SHARD, figures(1), LATER)).isEmpty();
        store.heard(FIRST, LATER);
        store.composed(FIRST);
        assertThat(store.sendAgain(counting(FIRST), LATER)).isFalse();
        assertThat(store.find()).contains(counting(SECOND));
    }

    @Test
    void makesNoneThatDidNotBegin() {
        assertThat(store.finish(FIRST, SHARD, figures(1), LATER)).isEmpty();
        store.heard(FIRST, LATER);
        store.composed(FIRST);
        assertThat(store.find()).isEmpty();
    }

    @Test
    void sendsAgainOnceUnlessSomethingWasHeard() {
        store.begin(counting(FIRST), Optional.empty());
        assertThat(store.sendAgain(counting(FIRST), LATER)).isTrue();
        assertThat(store.sendAgain(counting(FIRST), LATER)).isFalse();
        store.heard(FIRST, LATER.plusSeconds(1));
        assertThat(store.find().orElseThrow().heardAt()).isEqualTo(LATER.plus(Duration.ofSeconds(1)));
    }

    @Test
    void remembersThatTheReportIsWritten() {
        store.begin(counting(FIRST), Optional.empty());
        store.composed(FIRST);
        assertThat(store.find())
                .hasValueSatisfying(counting -> assertThat(counting.composed()).isTrue());
    }

    private static Counting counting(ReportId id) {
        return new Counting(id, BEGUN, BEGUN, List.of(GROUP), Map.of(), Map.of(), false);
    }

    private static Figures figures(long users) {
        return new Figures(
                BEGUN,
                new GalleryCount(LATER, new Tally(users, 3_000_000_000L)),
                Map.of(Standing.BOTH, new Headcount(users, new Tally(1, 2))),
                Map.of(FailureReason.EMPTY, users),
                1);
    }
}
