package sundown.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.timeline.GroupId;

class GalleryLayoutTest {
    private static final String TEXT = "user-first/my photos/ group-first/s3://old-albums/ by-rows/s3://old-scans/";

    private final GalleryLayout layout = GalleryLayout.of(TEXT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                TEXT,
                "group-first/",
                "user-first/",
                "user-first/old photos/",
                "by-rows/",
                "by-rows/ group-first/s3://old-albums/",
                "by-rows/ user-first/s3://old-albums/my photos/"
            })
    void isWrittenAsItIsRead(String text) {
        assertThat(GalleryLayout.of(text).write()).isEqualTo(text);
        assertThat(GalleryLayout.of(text + " ")).isEqualTo(GalleryLayout.of(text));
    }

    @Test
    void hasTheStacksOwnBucketFirst() {
        assertThat(layout.parts())
                .containsExactly(
                        new BucketLayout("", Optional.of("my photos/")),
                        new BucketLayout("s3://old-albums/", Optional.of("{group}/")),
                        new BucketLayout("s3://old-scans/", Optional.empty()));
        assertThat(GalleryLayout.of("group-first/")).isEqualTo(GalleryLayout.GROUP_FIRST);
    }

    @ParameterizedTest
    @CsvSource({
        "my photos/ann/1, user-first/my photos/, true",
        "my photos/bob/1, user-first/my photos/, false",
        "s3://old-albums/1/ann/a, group-first/s3://old-albums/, true",
        "s3://old-albums/2/ann/a, group-first/s3://old-albums/, false",
        "s3://old-scans/ann/a, by-rows/s3://old-scans/, false",
        "s3://others/ann/a, user-first/my photos/, false"
    })
    void hasALayoutForEachBucket(String key, String part, boolean inFolder) {
        assertThat(layout.part(key).write()).isEqualTo(part);
        assertThat(layout.inFolder(new GroupId("1"), new UserId("ann"), new ObjectKey(key)))
                .isEqualTo(inFolder);
    }

    @Test
    void hasFoldersAndKeepsGroupsApartWhereEachBucketDoes() {
        assertThat(layout.hasFolders()).isFalse();
        assertThat(layout.keepsGroupsApart()).isFalse();
        assertThat(GalleryLayout.of("group-first/ user-first/s3://old-albums/").hasFolders())
                .isTrue();
        assertThat(GalleryLayout.of("group-first/ group-first/s3://old-albums/").keepsGroupsApart())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "group-first/ by-rows/s3://old/ by-rows/s3://old/",
                "by-rows/s3://old/ group-first/s3://older/",
                "by-rows/s3://old/",
                "group-first/ by-rows/s3://old/photos/",
                "group-first/ by-rows/s3://O/",
                "group-first/ user-first/s3://old/photos",
                "group-first/ by-rows/",
                "user-first/photos",
                "user-first/{group}/",
                "user-first",
                "group-first/photos/",
                "group-first",
                "by-rows",
                "by-rows/photos/",
                ""
            })
    void rejectsATextThatIsNoLayout(String text) {
        assertThatThrownBy(() -> GalleryLayout.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsKeysOfOtherBuckets() {
        ObjectKey key = new ObjectKey("s3://old-albums/1/ann/a");
        assertThat(key.inBucket()).isEqualTo("1/ann/a");
        assertThat(ObjectKey.bucket(key.value())).isEqualTo("old-albums");
        assertThat(new ObjectKey("s3://old-albums/" + "k".repeat(1_024)).isElsewhere())
                .isTrue();
        assertThat(new ObjectKey("s3").inBucket()).isEqualTo("s3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3://old-albums", "s3://old-albums/", "s3://o/key", "s3://Old/key"})
    void rejectsKeysWithoutABucketOrAKey(String key) {
        assertThatThrownBy(() -> new ObjectKey(key)).isInstanceOf(IllegalArgumentException.class);
    }
}
