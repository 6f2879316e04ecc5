package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;

/** Plans of a gallery that lies in several buckets. */
class SeveralBucketsTest {
    private static final GalleryLayout LAYOUT =
            GalleryLayout.of("group-first/ user-first/s3://albums/photos/ by-rows/s3://scans/");

    private final PlannedGroup functions = new PlannedGroup(LAYOUT);

    @Test
    void nameWhatAUserHasInEachOfThem() {
        UserId ann = functions.member("ann", "IN", 0);
        BucketEntry here = functions.put("1/ann/a", 1);
        BucketEntry album = functions.put("s3://albums/photos/ann/a", 2);
        BucketEntry scan = functions.put("s3://scans/00/x", 3);
        BucketEntry named = functions.put("1/ann/of a row", 4);
        functions.put("s3://scans/1/ann/a", 5);
        functions.put("s3://albums/1/ann/a", 6);
        functions.put("s3://others/photos/ann/a", 7);
        row(ann, scan);
        row(ann, named);
        functions.plan();
        functions.work();

        assertThat(functions.entries(ann)).containsExactly(here, named, album, scan);
        assertThat(functions.root().layout()).isEqualTo(LAYOUT);
        assertThat(functions.report())
                .contains(
                        "the gallery does not keep groups apart",
                        "  group-first/ keeps groups apart\n  user-first/s3://albums/photos/ does not\n");
    }

    /** Only where groups are apart does a folder without an account go with its group. */
    @Test
    void nameFoldersWithoutAnAccountWhereGroupsAreApart() {
        BucketEntry here = functions.put("1/left/a", 1);
        functions.put("s3://albums/photos/left/a", 2);
        functions.put("s3://albums/photos/gone/a", 2);
        functions.plan();
        functions.work();

        assertThat(functions.entries(new UserId("left"))).containsExactly(here);
        assertThat(functions.planned().users()).isEqualTo(1);
    }

    @Test
    void lookForFoldersInEachBucketThatKeepsGroupsApart() {
        PlannedGroup apart = new PlannedGroup(GalleryLayout.of("group-first/ group-first/s3://albums/"));
        BucketEntry elsewhere = apart.put("s3://albums/1/left/a", 1);
        apart.put("s3://albums/2/far/a", 1);
        apart.plan();
        apart.work();

        assertThat(apart.entries(new UserId("left"))).containsExactly(elsewhere);
        assertThat(apart.planned().users()).isEqualTo(1);
        assertThat(apart.root().layout().parts()).hasSize(2);
        assertThat(apart.report()).doesNotContain("the gallery does not keep groups apart");
    }

    private void row(UserId user, BucketEntry entry) {
        functions.index.put(
                user,
                new Item(
                        new ItemId(Long.toString(entry.bytes())),
                        entry.key(),
                        "photo",
                        entry.bytes(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }
}
