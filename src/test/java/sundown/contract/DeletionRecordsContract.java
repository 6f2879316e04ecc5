package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.purge.Deletion;
import sundown.purge.DeletionRecords;
import sundown.purge.PlanId;
import sundown.purge.Totals;
import sundown.timeline.GroupId;

/** What every keeper of deletions' records promises. */
public abstract class DeletionRecordsContract {
    private static final GroupId GROUP = new GroupId("1");
    private static final GroupId OTHER_GROUP = new GroupId("11");
    private static final PlanId PLAN = new PlanId("plan0001");
    private static final PlanId OTHER_PLAN = new PlanId("plan0002");
    private static final UserId USER = new UserId("user-1");

    /** The records under test, empty at first. */
    protected abstract DeletionRecords records();

    @Test
    void knowsNothingThatWasNotPutDown() {
        assertThat(records().find(GROUP, PLAN, USER)).isEmpty();
        assertThat(records().all(GROUP, PLAN)).isEmpty();
        assertThat(records().within(GROUP, PLAN, USER, USER)).isEmpty();
    }

    @Test
    void givesBackWhatWasPutDown() {
        Deletion deleted = deletion(1, PLAN, false);
        Deletion held = deletion(2, PLAN, true);
        assertThat(records().put(GROUP, deleted)).isTrue();
        assertThat(records().put(GROUP, held)).isTrue();
        assertThat(records().find(GROUP, PLAN, deleted.user())).contains(deleted);
        assertThat(records().find(GROUP, PLAN, held.user())).contains(held);
    }

    @Test
    void keepsTheFirstRecordOfAnAccount() {
        records().put(GROUP, deletion(1, PLAN, false));
        assertThat(records().put(GROUP, deletion(1, PLAN, true))).isFalse();
        assertThat(records().find(GROUP, PLAN, USER)).contains(deletion(1, PLAN, false));
        assertThat(records().all(GROUP, PLAN)).hasSize(1);
    }

    @Test
    void keepsPlansAndGroupsApart() {
        records().put(GROUP, deletion(1, PLAN, false));
        assertThat(records().put(GROUP, deletion(1, OTHER_PLAN, true))).isTrue();
        assertThat(records().put(OTHER_GROUP, deletion(1, PLAN, true))).isTrue();
        assertThat(records().all(GROUP, PLAN)).containsExactly(deletion(1, PLAN, false));
        assertThat(records().all(GROUP, OTHER_PLAN)).containsExactly(deletion(1, OTHER_PLAN, true));
        assertThat(records().within(OTHER_GROUP, PLAN, USER, USER)).containsExactly(deletion(1, PLAN, true));
        assertThat(records().within(GROUP, OTHER_PLAN, USER, USER)).containsExactly(deletion(1, OTHER_PLAN, true));
    }

    @Test
    void listsEachOfMany() {
        List<Deletion> many = IntStream.rangeClosed(1, 100)
                .mapToObj(number -> deletion(number, PLAN, false))
                .toList();
        many.forEach(deletion -> records().put(GROUP, deletion));
        assertThat(records().all(GROUP, PLAN)).containsExactlyInAnyOrderElementsOf(many);
    }

    /** The order is that of characters: a capital comes before an underscore, and that before small letters. */
    @Test
    void listsThoseFromOneAccountToAnother() {
        List<String> inOrder = List.of("-", "0", "10", "2", "A", "Z", "_", "a", "a-", "a.", "aa", "b");
        inOrder.forEach(user -> records().put(GROUP, deletion(new UserId(user), PLAN, false)));
        for (int first = 0; first < inOrder.size(); first++) {
            for (int last = first; last < inOrder.size(); last += 3) {
                assertThat(records().within(GROUP, PLAN, new UserId(inOrder.get(first)), new UserId(inOrder.get(last))))
                        .extracting(deletion -> deletion.user().value())
                        .containsExactlyInAnyOrderElementsOf(inOrder.subList(first, last + 1));
            }
        }
        assertThat(records().within(GROUP, PLAN, new UserId("1"), new UserId("9")))
                .extracting(deletion -> deletion.user().value())
                .containsExactlyInAnyOrder("10", "2");
    }

    @Test
    void letsOneOfManyPutItDown() throws Exception {
        assertThat(Race.between(4, number -> records().put(GROUP, deletion(1, PLAN, false))))
                .containsOnlyOnce(true);
    }

    private static Deletion deletion(int number, PlanId plan, boolean held) {
        return deletion(new UserId("user-" + number), plan, held);
    }

    private static Deletion deletion(UserId user, PlanId plan, boolean held) {
        return new Deletion(
                user, plan, new Totals(5_000_000_000L, 2, 3, 20_000_000_000_000L), 7, 1, held, SamplePurges.NOW);
    }
}
