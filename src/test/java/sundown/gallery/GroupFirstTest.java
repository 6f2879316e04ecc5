package sundown.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.contract.GalleryLayoutContract;
import sundown.timeline.GroupId;

class GroupFirstTest extends GalleryLayoutContract {
    @Override
    protected GalleryLayout layout() {
        return new GroupFirst();
    }

    @Nested
    class InAnotherBucket extends GalleryLayoutContract {
        @Override
        protected GalleryLayout layout() {
            return new GroupFirst("s3://old-albums/");
        }
    }

    /** The template's policies of the buckets rely on it. */
    @Test
    void keepsGroupsApart() {
        assertThat(layout().prefix(new GroupId("1"))).isEqualTo("1/");
        assertThat(layout().prefix(new GroupId("10"), new UserId("u"))).isEqualTo("10/u/");
    }
}
