package sundown.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.contract.GalleryLayoutContract;
import sundown.timeline.GroupId;

class UserFirstTest extends GalleryLayoutContract {
    @Override
    protected GalleryLayout layout() {
        return new UserFirst("old/photos/");
    }

    @Nested
    class WithoutAPrefix extends GalleryLayoutContract {
        @Override
        protected GalleryLayout layout() {
            return new UserFirst("");
        }
    }

    @Nested
    class InAnotherBucket extends GalleryLayoutContract {
        @Override
        protected GalleryLayout layout() {
            return new UserFirst("s3://old-albums/my photos/");
        }
    }

    @Test
    void putsUsersAfterThePrefix() {
        assertThat(layout().prefix(new GroupId("1"), new UserId("u"))).isEqualTo("old/photos/u/");
        assertThat(new UserFirst("").prefix(new GroupId("1"), new UserId("u"))).isEqualTo("u/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user-first/photos",
                "user-first",
                "group-first/photos/",
                "group-first",
                "by-rows",
                "by-rows/photos/",
                ""
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> GalleryLayout.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
