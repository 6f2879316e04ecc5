package sundown.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.timeline.GroupId;

class BucketLayoutTest {
    private static final GroupId GROUP = new GroupId("1");

    /** Some have ids that begin as the ids of others do. */
    private static final List<UserId> USERS = Stream.of(
                    "u", "u0", "u-", "u.", "U", "uu", "_", "a-b.c_d", "0".repeat(128))
            .map(UserId::new)
            .toList();

    static List<String> layoutsWithFolders() {
        return List.of(
                "group-first/",
                "group-first/s3://old-albums/",
                "user-first/",
                "user-first/old/photos/",
                "user-first/s3://old-albums/my photos/");
    }

    @ParameterizedTest
    @MethodSource("layoutsWithFolders")
    void tellsTheOwnerOfAnObject(String text) {
        BucketLayout layout = BucketLayout.of(text);
        for (String rest : List.of("photo", "a/b/c", "/", "//", "", "ü ä+%", "1/u/photo")) {
            assertThat(USERS).allSatisfy(user -> {
                String key = layout.prefix(GROUP, user) + rest;
                assertThat(key).startsWith(layout.prefix(GROUP));
                String folder = BucketLayout.folder(layout.prefix(GROUP), key);
                assertThat(folder).isEqualTo(BucketLayout.folder(user));
                assertThat(BucketLayout.owner(folder)).contains(user);
            });
        }
    }

    /** A listing by a prefix has no objects of others. */
    @ParameterizedTest
    @MethodSource("layoutsWithFolders")
    void keepsUsersApart(String text) {
        BucketLayout layout = BucketLayout.of(text);
        assertThat(USERS)
                .allSatisfy(user -> assertThat(USERS)
                        .filteredOn(other -> layout.prefix(GROUP, other).startsWith(layout.prefix(GROUP, user)))
                        .containsExactly(user));
    }

    @ParameterizedTest
    @MethodSource("layoutsWithFolders")
    void tellsWhetherGroupsAreApart(String text) {
        BucketLayout layout = BucketLayout.of(text);
        String another = layout.prefix(new GroupId("10"), USERS.getFirst());
        assertThat(layout.keepsGroupsApart()).isEqualTo(!another.startsWith(layout.prefix(GROUP)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "/", "//", "u/v/", ".hidden/", "ü/", "a b/", "u\0/"})
    void tellsAFolderOfNobody(String folder) {
        assertThat(BucketLayout.owner(folder)).isEmpty();
    }

    @Test
    void namesAKeyInNoFolderByItsRest() {
        assertThat(BucketLayout.folder("1/", "1/loose.txt")).isEqualTo("loose.txt");
        assertThat(BucketLayout.folder("1/", "1/")).isEmpty();
    }

    /** The template's policies of the buckets rely on these prefixes. */
    @ParameterizedTest
    @CsvSource({
        "group-first/, 10/u/",
        "user-first/, u/",
        "user-first/old/photos/, old/photos/u/",
        "group-first/s3://old-albums/, s3://old-albums/10/u/",
        "user-first/s3://old-albums/my photos/, s3://old-albums/my photos/u/"
    })
    void putsUsersBehindTheTemplate(String text, String prefix) {
        assertThat(BucketLayout.of(text).prefix(new GroupId("10"), new UserId("u")))
                .isEqualTo(prefix);
    }

    /** An empty prefix would be the prefix of everybody's objects. */
    @Test
    void hasNoPrefixOfAUserWhereRowsNameObjects() {
        BucketLayout rows = BucketLayout.of("by-rows/");
        assertThat(rows.keepsGroupsApart()).isFalse();
        assertThat(rows.hasFolders()).isFalse();
        assertThat(rows.prefix(GROUP)).isEmpty();
        assertThatThrownBy(() -> rows.prefix(GROUP, new UserId("u"))).isInstanceOf(IllegalStateException.class);
    }
}
