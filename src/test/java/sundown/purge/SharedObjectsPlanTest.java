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

/** Plans of users who have the same objects. */
class SharedObjectsPlanTest {
    @Test
    void standInTheLeafOfEachOfTheirUsers() {
        PlannedGroup functions = new PlannedGroup(GalleryLayout.of("user-first/photos/"));
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
    void areFoundWhereTheGroupComesFirstAndInFoldersWithoutAnAccount(String key, boolean account) {
        PlannedGroup functions = new PlannedGroup(GalleryLayout.GROUP_FIRST);
        UserId ann = account ? functions.member("ann", "IN", 0) : new UserId("ann");
        BucketEntry shared = functions.put(key, 5);
        claim(functions, shared, ann, new UserId("far"));
        functions.plan();
        functions.work();

        assertThat(functions.entries(ann)).containsExactly(shared.ofSharing(true));
    }

    @Test
    void areThoseThatRowsNameWhereRowsTell() {
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
