package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.digest.Sha1;
import sundown.gallery.Digests;
import sundown.gallery.Item;
import sundown.media.DatedFiles;
import sundown.runtime.Records;
import sundown.transfer.TransferStore.FailedItem;

/** Files go to the library with the date that the gallery knows, and under names with the right endings. */
class AddedDatesTest extends Functions {
    @Test
    void filesWithoutADateArriveWithTheKnownOne() {
        List<String> names = List.of("none.jpg", "make.jpg", "motion.jpg", "begin.mp4", "end.mp4", "end.mov");
        names.forEach(this::addDated);
        start(ACCOUNT);
        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(names.size());
        assertThat(access.held(ACCOUNT))
                .containsExactlyInAnyOrderElementsOf(names.stream()
                        .map(DatedFiles::withDate)
                        .map(Digests::sha1)
                        .toList());
    }

    @Test
    void otherFilesArriveAsTheyAre() {
        List<String> names =
                List.of("dated.jpg", "far.jpg", "broken.jpg", "cut.jpg", "none.png", "none.heic", "dated.mp4");
        names.forEach(this::addDated);
        start(ACCOUNT);
        workAll();

        assertThat(access.held(ACCOUNT))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(DatedFiles::file).map(Digests::sha1).toList());
    }

    @Test
    void aTransferThatBeganWithoutDatesAddsNone() {
        addDated("none.jpg");
        start(ACCOUNT);
        put(transfer().with(Records.with(transfer().terms(), "dates", Optional.empty())));
        workAll();

        assertThat(access.held(ACCOUNT)).containsExactly(Digests.sha1(DatedFiles.file("none.jpg")));
    }

    /** The library verifies no digest of changed bytes, so the item's own are compared here. */
    @Test
    void aDamagedFileIsNotTakenThoughItGetsADate() {
        Item item = addDated("none.jpg");
        index.put(USER, Records.with(item, "sha1", Optional.of(new Sha1("0".repeat(40)))));
        start(ACCOUNT);
        workAll();

        assertThat(access.held(ACCOUNT)).isEmpty();
        assertThat(failed()).extracting(FailedItem::reason).containsExactly(FailureReason.DAMAGED);
    }

    /** Otherwise a photo would be there twice after a worker that died. */
    @Test
    void anotherTrySendsEqualBytes() {
        addDated("none.jpg");
        addDated("none.jpg", "again.jpg");
        addDated("end.mp4");
        addDated("end.mp4", "again.mp4");
        start(ACCOUNT);
        workAll();

        assertThat(transfer().counts().duplicate().items()).isEqualTo(2);
    }

    @Test
    void aFileIsNamedByItsType() {
        addDated("none.png", "picture.jpg");
        addDated("none.jpg", "scan");
        addDated("end.mp4", "clip.dat");
        addDated("dated.jpg", "IMG_1.JPG");
        start(ACCOUNT);
        workAll();

        assertThat(library.names()).containsExactlyInAnyOrder("picture.png", "scan.jpg", "clip.dat.mp4", "IMG_1.JPG");
    }

    private Item addDated(String name) {
        return addDated(name, name);
    }

    private Item addDated(String file, String name) {
        byte[] object = DatedFiles.file(file);
        Item item = Records.with(
                item(new Item.ItemId("i-" + name), name, object.length, Optional.of(Digests.sha1(object))),
                "takenAt",
                Optional.of(DatedFiles.TAKEN_AT));
        index.put(USER, item);
        objects.put(item.key(), object);
        return item;
    }
}
