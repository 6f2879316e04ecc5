package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.contract.SampleItems;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketListing.PurgedBucket;

/** A user is deleted where rows alone tell the owner of an object. */
class ByRowsTest {
    private static final ObjectKey PHOTO = new ObjectKey("ab/photo");

    private final ClosedGroup group = new ClosedGroup(GalleryLayout.of("by-rows/"));
    private final UserId ann = group.userWithoutEntries("ann");

    @BeforeEach
    void fill() {
        group.index.put(ann, item("photo", PHOTO));
        group.rows.put(ann, "photo");
        group.buckets.put(PurgedBucket.GALLERY, PHOTO, new byte[3]);
        group.buckets.put(PurgedBucket.GALLERY, new ObjectKey("ab/photo-of-another"), new byte[3]);
        group.begin();
    }

    @Test
    void objectsGoThatTheirRowsNamed() {
        assertThat(group.deleted(ann)).isTrue();
        assertThat(group.buckets.all()).extracting(entry -> entry.key().value()).containsExactly("ab/photo-of-another");
        assertThat(group.rows.any(ann)).isFalse();
    }

    /** Nothing else would tell of it to the next plan. */
    @Test
    void rowsStayWhereSomethingCameAfterThePlan() {
        group.buckets.put(PurgedBucket.GALLERY, PHOTO, new byte[4]);
        assertThat(group.deleted(ann)).isTrue();
        assertThat(group.record(ann).orElseThrow().appeared()).isEqualTo(1);
        assertThat(group.rows.any(ann)).isTrue();
        assertThat(group.receipts.find(ann)).isPresent();
    }

    /** Its row named nothing when the manifest was made. */
    @Test
    void rowsStayWhereAnObjectWasMissingThatCameBack() {
        ObjectKey lost = new ObjectKey("cd/lost");
        group.index.put(ann, item("lost", lost));
        group.buckets.put(PurgedBucket.GALLERY, lost, new byte[4]);
        assertThat(group.deleted(ann)).isTrue();
        assertThat(group.rows.any(ann)).isTrue();
    }

    /** The manifest says where to look, whatever rows say by then. */
    @Test
    void objectsGoAlsoWhereARowIsGoneMeanwhile() {
        group.index.remove(ann, new ItemId("photo"));
        assertThat(group.deleted(ann)).isTrue();
        assertThat(group.buckets.all()).hasSize(1);
    }

    private static Item item(String id, ObjectKey key) {
        return SampleItems.bare(new ItemId(id), key, id + ".jpg", 3);
    }
}
