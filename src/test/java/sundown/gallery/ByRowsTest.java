package sundown.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.timeline.GroupId;

class ByRowsTest {
    private final GalleryLayout layout = new ByRows();

    @Test
    void isWrittenAndReadInTheConfigurationAndInManifests() {
        assertThat(layout.write()).isEqualTo("by-rows/");
        assertThat(GalleryLayout.of(layout.write())).isEqualTo(layout);
    }

    @Test
    void tellsNothingByKeys() {
        assertThat(layout.keepsGroupsApart()).isFalse();
        assertThat(layout.hasFolders()).isFalse();
        assertThat(layout.prefix(new GroupId("1"))).isEmpty();
    }

    /** An empty prefix would be that of everybody's objects. */
    @Test
    void hasNoPrefixOfAUser() {
        assertThatThrownBy(() -> layout.prefix(new GroupId("1"), new UserId("u")))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
