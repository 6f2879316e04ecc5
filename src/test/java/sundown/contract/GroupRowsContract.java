package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import sundown.timeline.GroupId;

/** What every store promises that has a row of each group, with a version that tells who saved first. */
abstract class GroupRowsContract<R> {
    static final GroupId GROUP = new GroupId("1");
    private static final GroupId OTHER = new GroupId("11");

    private final Function<GroupId, Optional<R>> find;
    private final Function<R, Optional<R>> save;

    GroupRowsContract(Function<GroupId, Optional<R>> find, Function<R, Optional<R>> save) {
        this.find = find;
        this.save = save;
    }

    /** Rows of a group of this version, in every state; the first two are not alike. */
    protected abstract List<R> rows(GroupId group, long version);

    @Test
    void knowsNoRowThatWasNotSaved() {
        assertThat(find.apply(GROUP)).isEmpty();
    }

    @Test
    void givesBackWhatWasSavedOneVersionFurtherAndNothingOfTheStateBefore() {
        for (int version = 0; version < rows(GROUP, 0).size(); version++) {
            R saved = rows(GROUP, version + 1L).get(version);
            assertThat(save.apply(rows(GROUP, version).get(version))).contains(saved);
            assertThat(find.apply(GROUP)).contains(saved);
        }
    }

    @Test
    void savesNothingOverWhatSomebodyElseSaved() {
        assertThat(save.apply(rows(GROUP, 0).getFirst())).isPresent();
        assertThat(save.apply(rows(GROUP, 0).get(1))).isEmpty();
        assertThat(find.apply(GROUP)).contains(rows(GROUP, 1).getFirst());
        assertThat(save.apply(rows(GROUP, 1).get(1))).isPresent();
        assertThat(save.apply(rows(GROUP, 1).getFirst())).isEmpty();
        assertThat(find.apply(GROUP)).contains(rows(GROUP, 2).get(1));
    }

    @Test
    void keepsTheRowsOfGroupsApart() {
        assertThat(save.apply(rows(GROUP, 0).getFirst())).isPresent();
        assertThat(save.apply(rows(OTHER, 0).get(1))).isPresent();
        assertThat(find.apply(GROUP)).contains(rows(GROUP, 1).getFirst());
        assertThat(find.apply(OTHER)).contains(rows(OTHER, 1).get(1));
    }

    @Test
    void letsOneOfManySave() throws Exception {
        assertThat(Race.between(
                        4, number -> save.apply(rows(GROUP, 0).getFirst()).isPresent()))
                .containsOnlyOnce(true);
    }
}
