package sundown.simulation.cloud;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.digest.Sha1;
import sundown.gallery.Digests;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.media.DatedFiles;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.runtime.Records;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Scale;

/** Fills galleries with all that occurs in galleries. Lengths are mebibytes to the functions, see {@link Scale}. */
public record Galleries(Chance chance, InMemoryGalleryIndex index, StoredGroup bucket) {
    private static final int SHORTEST_LARGE = 65;
    private static final int LONGEST_PHOTO = 200;
    private static final UserId STRANGER = new UserId("of-another-group");

    /** Makes a gallery of any size from none to a few items to nearly three batches; a small one for an archive. */
    Gallery fill(UserId owner, Labels labels, Interest interest) {
        Gallery gallery = new Gallery(owner, labels, index, bucket);
        int size = interest.inArchives() ? chance.pick(0, 1, 1, 2, 2, 3, 4) : size();
        int oddity = chance.pick(4, 20, 1000);
        boolean withRealFiles = chance.oneIn(4);
        byte[] last = chance.bytes(3);
        for (int number = 0; number < size; number++) {
            ItemId id = new ItemId("item-%03d".formatted(number));
            if (withRealFiles && chance.oneIn(3)) {
                real(gallery, owner, id);
            } else {
                last = chance.oneIn(oddity) ? odd(gallery, owner, id, last) : usual(gallery, owner, id);
            }
        }
        return gallery;
    }

    /** Lets a user have the same object as another one, as clouds do that store equal photos once. */
    void share(Gallery gallery, UserId user, Gallery of, UserId owner) {
        of.anySound(chance).ifPresent(item -> {
            ItemId id = new ItemId("shared-" + owner);
            byte[] object = of.bytesOf(item.id()).getLast();
            Item same = new Item(
                    id,
                    item.key(),
                    "IMG_" + id + item.name().substring(item.name().lastIndexOf('.')),
                    item.bytes(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    item.sha1(),
                    Optional.empty(),
                    Marks.NONE);
            gallery.putShared(same, object);
            bucket.share(item.key(), owner, user);
        });
    }

    /** Somebody of another group, who is not deleted in this world, has the same object as a user. */
    void shareWithStranger(Gallery of, UserId owner) {
        of.anySound(chance).ifPresent(item -> bucket.share(item.key(), owner, STRANGER));
    }

    private int size() {
        return switch (chance.between(1, 10)) {
            case 1 -> chance.pick(0, 49, 50, 51, 100, 101);
            case 2 -> chance.between(52, 130);
            default -> chance.between(1, 12);
        };
    }

    private byte[] usual(Gallery gallery, UserId owner, ItemId id) {
        byte[] object = chance.bytes(chance.between(1, 6));
        gallery.putSound(item(owner, id, ".jpg", object.length, digest(object)), object);
        return object;
    }

    private byte[] odd(Gallery gallery, UserId owner, ItemId id, byte[] last) {
        byte[] object = chance.bytes(chance.between(2, 6));
        int length = object.length;
        switch (chance.between(1, 10)) {
            case 1 -> gallery.putSound(item(owner, id, ".jpg", last.length, digest(last)), last);
            case 2 -> gallery.put(item(owner, id, ".jpg", 0, Optional.empty()), new byte[0]);
            case 3 -> gallery.put(item(owner, id, ".txt", length, digest(object)), object);
            case 4 -> gallery.putWithoutBytes(item(owner, id, ".png", length, digest(object)));
            case 5 -> gallery.put(item(owner, id, ".jpg", length + 1, digest(object)), object);
            case 6 -> gallery.put(item(owner, id, ".jpg", length - 1, digest(object)), object);
            case 7 -> gallery.put(item(owner, id, ".jpg", length, Optional.of(Digests.sha1(last))), object);
            case 8 -> gallery.put(item(owner, id, ".jpg", LONGEST_PHOTO + 1, digest(object)), object);
            case 9 -> large(gallery, owner, id, ".jpg", chance.between(SHORTEST_LARGE, LONGEST_PHOTO));
            default -> large(gallery, owner, id, ".mp4", chance.between(SHORTEST_LARGE, 2 * LONGEST_PHOTO));
        }
        return object;
    }

    private void large(Gallery gallery, UserId owner, ItemId id, String ending, int length) {
        byte[] object = chance.bytes(length);
        gallery.putSound(item(owner, id, ending, length, digest(object)), object);
    }

    /** A real file, which no other item has, and the date of which the gallery knows. */
    private void real(Gallery gallery, UserId owner, ItemId id) {
        byte[] own = chance.bytes(4);
        String name = chance.pick("none.jpg", "none.jpg", "make.jpg", "dated.jpg", "broken.jpg", "end.mp4", "none.png");
        byte[] file = DatedFiles.file(name);
        byte[] object = Arrays.copyOf(file, file.length + own.length);
        System.arraycopy(own, 0, object, file.length, own.length);
        Item magnified = item(owner, id, name.substring(name.indexOf('.')), 0, digest(object));
        Item item = Records.with(
                Records.with(magnified, "bytes", (long) object.length), "takenAt", Optional.of(DatedFiles.TAKEN_AT));
        gallery.putSound(item, object);
    }

    private Item item(UserId owner, ItemId id, String ending, long length, Optional<Sha1> digest) {
        ObjectKey key = bucket.key(PurgedBucket.GALLERY, owner, id.value());
        long bytes = Scale.magnified(length);
        return new Item(
                id,
                key,
                "IMG_" + id + ending,
                bytes,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                digest,
                Optional.empty(),
                Marks.NONE);
    }

    /** The gallery has recorded the digests of some items only. */
    private Optional<Sha1> digest(byte[] object) {
        return chance.oneIn(2) ? Optional.of(Digests.sha1(object)) : Optional.empty();
    }
}
