package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.timeline.GroupId;

/** What every layout with folders promises. */
public abstract class GalleryLayoutContract {
    private static final GroupId GROUP = new GroupId("1");

    /** Some have ids that begin as those of others. */
    private static final List<UserId> USERS = Stream.of(
                    "u", "u0", "u-", "u.", "U", "uu", "_", "a-b.c_d", "0".repeat(128))
            .map(UserId::new)
            .toList();

    /** The layout under test. */
    protected abstract GalleryLayout layout();

    @ParameterizedTest
    @ValueSource(strings = {"photo", "a/b/c", "/", "//", "", "ü ä+%", "1/u/photo"})
    void tellsTheOwnerOfAnObject(String rest) {
        assertThat(USERS).allSatisfy(user -> {
            String key = layout().prefix(GROUP, user) + rest;
            assertThat(key).startsWith(layout().prefix(GROUP));
            assertThat(layout().folder(GROUP, key)).isEqualTo(layout().folder(user));
            assertThat(layout().owner(layout().folder(GROUP, key))).contains(user);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "/", "//", "u/v/", ".hidden/", "ü/", "a b/", "u\0/"})
    void knowsWhatIsNobodys(String folder) {
        assertThat(layout().owner(folder)).isEmpty();
    }

    @Test
    void namesAKeyInNoFolderByItsRest() {
        assertThat(layout().folder(GROUP, layout().prefix(GROUP) + "loose.txt")).isEqualTo("loose.txt");
        assertThat(layout().folder(GROUP, layout().prefix(GROUP))).isEmpty();
    }

    @Test
    void isReadAsItIsWritten() {
        GalleryLayout read = layout().root().isEmpty()
                ? GalleryLayout.of(layout().write())
                : GalleryLayout.of("by-rows/ " + layout().write()).parts().getLast();
        assertThat(read).isEqualTo(layout());
    }

    @Test
    void tellsWhetherTheKeysOfGroupsAreApart() {
        String another = layout().prefix(new GroupId("10"), USERS.getFirst());
        assertThat(!another.startsWith(layout().prefix(GROUP))).isEqualTo(layout().keepsGroupsApart());
    }

    /** A list by a prefix has nothing of others. */
    @Test
    void keepsUsersApart() {
        assertThat(USERS)
                .allSatisfy(user -> assertThat(USERS)
                        .filteredOn(other -> layout().prefix(GROUP, other).startsWith(layout().prefix(GROUP, user)))
                        .containsExactly(user));
    }
}
