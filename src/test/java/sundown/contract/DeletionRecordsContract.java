package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.DeletionRecords.Deletion.Progress.FOREIGN;
import static sundown.purge.DeletionRecords.Deletion.Progress.GONE;
import static sundown.purge.DeletionRecords.Deletion.Progress.HELD;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.UserId;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/** What every keeper of deletions' records promises. */
public abstract class DeletionRecordsContract {
    private static final GroupId GROUP = new GroupId("1");
    private static final GroupId OTHER_GROUP = new GroupId("11");
    private static final PlanId PLAN = new PlanId("plan0001");
    private static final PlanId OTHER_PLAN = new PlanId("plan0002");
    private static final int CHUNK = 3;
    private static final Place USER = place("user-1");
    private static final Totals LARGE = new Totals(5_000_000_000L, 2, 3, 20_000_000_000_000L);

    /** The records under test, empty at first. */
    private final DeletionRecords records;

    protected DeletionRecordsContract(DeletionRecords records) {
        this.records = records;
    }

    @Test
    void knowsNothingThatWasNotRecorded() {
        assertThat(records.find(GROUP, PLAN, USER)).isEmpty();
        assertThat(records.list(GROUP, PLAN, CHUNK)).isEmpty();
    }

    @Test
    void keepsTheFirstRecordOfAnAccount() {
        records.put(GROUP, deletion(1, PLAN, GONE));
        assertThat(records.put(GROUP, deletion(1, PLAN, HELD))).isFalse();
        assertThat(records.find(GROUP, PLAN, USER)).contains(deletion(1, PLAN, GONE));
        assertThat(records.list(GROUP, PLAN, CHUNK)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Deletion.Progress.class)
    void keepsARecordThatIsNotFinishedUntilAnotherTellsOfAsMuch(Deletion.Progress outcome) {
        Deletion before = partial(new Totals(999, 10, 3, 4));
        Deletion more = new Deletion(USER, PLAN, new Totals(1_000, 10, 3, 4), 0, 0, outcome, SamplePurges.NOW);
        records.put(GROUP, before);
        assertThat(records.put(GROUP, more)).isTrue();
        assertThat(records.find(GROUP, PLAN, USER)).contains(more);
        assertThat(records.list(GROUP, PLAN, CHUNK)).containsExactly(more);
    }

    @Test
    void keepsARecordThatIsNotFinishedFromOneThatTellsOfLess() {
        Deletion more = partial(new Totals(1_000, 10, 3, 4, 2));
        records.put(GROUP, more);
        assertThat(Stream.of(
                                new Totals(999, 10, 3, 4, 2),
                                new Totals(1_000, 9, 3, 4, 2),
                                new Totals(1_000, 10, 2, 4, 2),
                                new Totals(1_000, 10, 3, 4, 1))
                        .map(DeletionRecordsContract::partial))
                .allSatisfy(less -> assertThat(records.put(GROUP, less)).isFalse());
        assertThat(records.find(GROUP, PLAN, USER)).contains(more);
        assertThat(records.put(GROUP, more)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Deletion.Progress.class,
            names = {"GONE", "HELD", "FOREIGN"})
    void keepsARecordThatIsFinished(Deletion.Progress outcome) {
        Deletion finished = deletion(1, PLAN, outcome);
        records.put(GROUP, finished);
        assertThat(records.put(GROUP, deletion(1, PLAN, Deletion.Progress.PARTIAL)))
                .isFalse();
        assertThat(records.find(GROUP, PLAN, USER)).contains(finished);
    }

    /** The worker that was slow has deleted what the other one did not see. */
    @ParameterizedTest
    @EnumSource(
            value = Deletion.Progress.class,
            names = {"GONE", "HELD", "FOREIGN"})
    void replacesAFinishedRecordByAFinishedOneOfMore(Deletion.Progress outcome) {
        records.put(GROUP, new Deletion(USER, PLAN, new Totals(1, 0, 0, 4, 0), 0, 0, FOREIGN, SamplePurges.NOW));
        assertThat(Stream.of(
                                new Totals(2, 0, 0, 4, 0),
                                new Totals(2, 1, 0, 4, 0),
                                new Totals(2, 1, 1, 4, 0),
                                new Totals(2, 1, 1, 4, 1))
                        .map(more -> new Deletion(USER, PLAN, more, 0, 0, outcome, SamplePurges.NOW)))
                .allSatisfy(more -> {
                    assertThat(records.put(GROUP, more)).isTrue();
                    assertThat(records.put(GROUP, more)).isFalse();
                    assertThat(records.find(GROUP, PLAN, USER)).contains(more);
                });
    }

    private static Deletion partial(Totals deleted) {
        return new Deletion(USER, PLAN, deleted, 7, 1, Deletion.Progress.PARTIAL, SamplePurges.NOW);
    }

    @Test
    void keepsPlansAndGroupsApart() {
        records.put(GROUP, deletion(1, PLAN, GONE));
        assertThat(records.put(GROUP, deletion(1, OTHER_PLAN, HELD))).isTrue();
        assertThat(records.put(OTHER_GROUP, deletion(1, PLAN, HELD))).isTrue();
        assertThat(records.list(GROUP, PLAN, CHUNK)).containsExactly(deletion(1, PLAN, GONE));
        assertThat(records.list(GROUP, OTHER_PLAN, CHUNK)).containsExactly(deletion(1, OTHER_PLAN, HELD));
        assertThat(records.list(OTHER_GROUP, PLAN, CHUNK)).containsExactly(deletion(1, PLAN, HELD));
    }

    @Test
    void listsEachOfMany() {
        List<Deletion> many = IntStream.rangeClosed(1, 10)
                .mapToObj(number -> deletion(number, PLAN, GONE))
                .toList();
        many.forEach(deletion -> records.put(GROUP, deletion));
        assertThat(records.list(GROUP, PLAN, CHUNK)).containsExactlyInAnyOrderElementsOf(many);
    }

    @Test
    void keepsChunksApart() {
        List<Deletion> all = IntStream.range(0, 12)
                .mapToObj(number ->
                        deletion(new Place(number / 3, new UserId("%c".formatted('d' - number % 3))), PLAN, GONE))
                .toList();
        all.forEach(deletion -> records.put(GROUP, deletion));
        assertThat(records.list(GROUP, PLAN, 1))
                .extracting(deletion -> deletion.user().value())
                .containsExactly("b", "c", "d");
        assertThat(records.list(GROUP, PLAN, 4)).isEmpty();
        assertThat(records.find(GROUP, PLAN, new Place(4, new UserId("b")))).isEmpty();
    }

    @Test
    void letsOneOfManyPutItDown() throws Exception {
        assertThat(Race.between(4, number -> records.put(GROUP, deletion(1, PLAN, GONE))))
                .containsOnlyOnce(true);
    }

    private static Place place(String user) {
        return new Place(CHUNK, new UserId(user));
    }

    private static Deletion deletion(int number, PlanId plan, Deletion.Progress outcome) {
        return deletion(place("user-" + number), plan, outcome);
    }

    private static Deletion deletion(Place place, PlanId plan, Deletion.Progress outcome) {
        return new Deletion(place, plan, LARGE, 7, 1, outcome, SamplePurges.NOW);
    }
}
