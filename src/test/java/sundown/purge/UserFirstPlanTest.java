package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketListing.PurgedBucket;

/** Plans of a group with photos among those of other groups. */
class UserFirstPlanTest {
    private final PlannedGroup functions = new PlannedGroup(GalleryLayout.of("user-first/photos/"));

    @Test
    void nameWhatAccountsOfTheGroupHave() {
        UserId ann = functions.member("ann", "IN", 0);
        UserId bob = functions.account("bob", "BR");
        UserId hal = functions.member("hal", "IN", 1);
        functions.hold(hal, Optional.empty());
        BucketEntry photo = functions.put("photos/ann/photo", 3);
        BucketEntry volume = archive("1/ann/archive/plan/1.zip");
        functions.put("photos/" + bob + "/photo", 4);
        functions.put("photos/" + hal + "/photo", 4);
        functions.put("photos/left-long-ago/photo", 4);
        functions.put("photos/loose.txt", 4);
        functions.put("1/ann/photo", 4);
        functions.plan();
        functions.work();

        assertThat(functions.lines()).extracting(ManifestLine::user).containsExactly(ann, hal);
        assertThat(functions.entries(ann)).hasSize(2);
        assertThat(functions.entries(ann))
                .extracting(BucketEntry::version)
                .containsExactly(photo.version(), volume.version());
        assertThat(functions.planned().users()).isEqualTo(1);
    }

    /** Their folder tells the group of their archives, and nothing tells that of their photos. */
    @Test
    void nameTheArchivesAloneOfWhoHasNoAccount() {
        functions.member("ann", "IN", 0);
        UserId left = new UserId("left-long-ago");
        functions.put("photos/" + left + "/photo", 4);
        BucketEntry volume = archive("1/" + left + "/archive/plan/1.zip");
        functions.plan();
        functions.work();

        assertThat(functions.entries(left)).extracting(BucketEntry::key).containsExactly(volume.key());
    }

    @Test
    void sayWhatS3DoesNotGuard() {
        functions.plan();
        functions.work();

        assertThat(functions.root().lines().getFirst()).contains("\"layout\":\"user-first/photos/\"");
        assertThat(functions.root().layout()).isEqualTo(GalleryLayout.of("user-first/photos/"));
        assertThat(functions.report())
                .contains("S3 itself refuses deletions there only until the first close of all groups.")
                .contains("What no account names is not in it, and stays.");
        PlannedGroup apart = new PlannedGroup();
        apart.plan();
        apart.work();
        assertThat(apart.report()).doesNotContain("first close of all groups");
    }

    private BucketEntry archive(String key) {
        return functions.buckets.put(PurgedBucket.ARCHIVE, new ObjectKey(key), new byte[5]);
    }
}
