package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.contract.SampleItems;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;

/** Plans of a group, by the layout of the gallery. */
class PlanLayoutsTest {
    private static final GalleryLayout LAYOUT =
            GalleryLayout.of("group-first/ user-first/s3://albums/photos/ by-rows/s3://scans/");

    private final PlannedGroup functions = new PlannedGroup(GalleryLayout.of("user-first/photos/"));
    private final PlannedGroup several = new PlannedGroup(LAYOUT);

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

    @Test
    void nameWhatAUserHasInEachOfSeveralBuckets() {
        UserId ann = several.member("ann", "IN", 0);
        BucketEntry here = several.put("1/ann/a", 1);
        BucketEntry album = several.put("s3://albums/photos/ann/a", 2);
        BucketEntry scan = several.put("s3://scans/00/x", 3);
        BucketEntry named = several.put("1/ann/of a row", 4);
        several.put("s3://scans/1/ann/a", 5);
        several.put("s3://albums/1/ann/a", 6);
        several.put("s3://others/photos/ann/a", 7);
        row(several, ann, "scan", scan);
        row(several, ann, "named", named);
        several.plan();
        several.work();

        assertThat(several.entries(ann)).containsExactly(here, named, album, scan);
        assertThat(several.root().layout()).isEqualTo(LAYOUT);
        assertThat(several.report())
                .contains(
                        "the gallery does not keep groups apart",
                        "  group-first/ keeps groups apart\n  user-first/s3://albums/photos/ does not\n");
    }

    /** Only where groups are apart does a folder without an account go with its group. */
    @Test
    void nameFoldersWithoutAnAccountWhereGroupsAreApart() {
        BucketEntry here = several.put("1/left/a", 1);
        several.put("s3://albums/photos/left/a", 2);
        several.put("s3://albums/photos/gone/a", 2);
        several.plan();
        several.work();

        assertThat(several.entries(new UserId("left"))).containsExactly(here);
        assertThat(several.planned().users()).isEqualTo(1);
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

    @Test
    void nameSharedObjectsForEachOfTheirUsers() {
        UserId ann = functions.member("ann", "IN", 0);
        UserId bob = functions.member("bob", "IN", 1);
        UserId far = functions.account("far", "BR");
        BucketEntry both = functions.put("photos/ann/both", 3);
        BucketEntry hers = functions.put("photos/ann/hers", 4);
        BucketEntry ofFar = functions.put("photos/far/photo", 5);
        claim(functions, both, ann, bob);
        claim(functions, ofFar, far, bob);
        functions.plan();
        functions.work();

        assertThat(functions.entries(ann)).containsExactly(both.ofSharing(true), hers);
        assertThat(functions.entries(bob)).containsExactly(both.ofSharing(true), ofFar.ofSharing(true));
        assertThat(functions.planned().totals()).isEqualTo(new Totals(1, 0, 0, 4, 3));
        assertThat(functions.report()).contains("3 entries of objects that other users have, too");
    }

    @ParameterizedTest
    @CsvSource({"2/far/photo, true", "1/ann/photo, false"})
    void nameSharedObjectsWhereTheGroupComesFirstAndInFoldersWithoutAnAccount(String key, boolean account) {
        PlannedGroup functions = new PlannedGroup(GalleryLayout.GROUP_FIRST);
        UserId ann = account ? functions.member("ann", "IN", 0) : new UserId("ann");
        BucketEntry shared = functions.put(key, 5);
        claim(functions, shared, ann, new UserId("far"));
        functions.plan();
        functions.work();

        assertThat(functions.entries(ann)).containsExactly(shared.ofSharing(true));
    }

    @Test
    void nameWhatRowsNameWhereRowsTell() {
        PlannedGroup functions = new PlannedGroup(GalleryLayout.of("by-rows/"));
        UserId ann = functions.member("ann", "IN", 0);
        UserId hal = functions.member("hal", "IN", 1);
        functions.hold(hal, Optional.empty());
        BucketEntry photo = functions.put("ab/photo", 3);
        BucketEntry before = functions.put("ab/photo", 2);
        BucketEntry shared = functions.put("cd/shared", 4);
        BucketEntry upload = functions.buckets.begin(PurgedBucket.GALLERY, shared.key());
        BucketEntry volume =
                functions.buckets.put(PurgedBucket.ARCHIVE, new ObjectKey("1/ann/archive/plan/1.zip"), new byte[5]);
        functions.put("ab/photo2", 4);
        functions.put("ann/photo", 4);
        row(functions, ann, "one", photo);
        row(functions, ann, "same again", photo);
        row(functions, ann, "shared", shared);
        row(functions, hal, "shared", shared);
        claim(functions, shared, ann, hal);
        functions.plan();
        functions.work();

        assertThat(functions.entries(ann))
                .containsExactly(photo, before, shared.ofSharing(true), upload.ofSharing(true), volume);
        assertThat(functions.entries(hal)).isEmpty();
        assertThat(functions.root().layout()).isEqualTo(GalleryLayout.of("by-rows/"));
    }

    private static void row(PlannedGroup functions, UserId user, String name, BucketEntry entry) {
        functions.index.put(
                user, SampleItems.bare(new ItemId(name.replace(' ', '-')), entry.key(), name, entry.bytes()));
    }

    private static void claim(PlannedGroup functions, BucketEntry entry, UserId... users) {
        for (UserId user : users) {
            functions.claims.put(entry.key(), user);
        }
    }
}
