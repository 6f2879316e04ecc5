package sundown.transfer;

import java.util.Optional;
import sundown.digest.Sha256;
import sundown.transfer.PhotoLibrary.AlbumId;

/**
 * An album at the library, or several that continue each other: "Holiday", "Holiday (2)".
 *
 * @param title as the gallery has it; never logged
 * @param number of the album that is being filled, from 1
 * @param id of this album, once it is created
 * @param items how many it has been given
 * @param earlier how many the albums before it have been given
 * @param creations how many creations were begun in all, those without an answer included
 * @param refusals how many of these albums have taken an item no longer
 * @param last how far the items are that were to be added last
 */
public record LibraryAlbum(
        String title,
        int number,
        Optional<AlbumId> id,
        long items,
        long earlier,
        long creations,
        int refusals,
        Given last) {
    /**
     * How far an addition is, so that an interruption repeats no request.
     *
     * @param addition a digest of the ids of all its items: after a crash, others may be to be added
     * @param tried how many of them were added, or left out
     * @param outside how many of these were left out
     * @param most how many are tried at once, since the library may refuse all for one
     */
    public record Given(Sha256 addition, int tried, int outside, int most) {
        /** Nothing was to be added. */
        public static final Given NONE = none(Sha256.over(""));

        private static Given none(Sha256 addition) {
            return new Given(addition, 0, 0, Batch.ITEMS_MAX);
        }
    }

    /** The most items that the library takes into an album. */
    static final int ITEMS_MAX = 20_000;

    private static final int TITLE_CHARACTERS_MAX = 480;

    /** After so many albums that were deleted, or refuse for another reason, none is created any more. */
    private static final int REFUSALS_MAX = 3;

    static LibraryAlbum first(String title) {
        return new LibraryAlbum(title, 1, Optional.empty(), 0, 0, 0, 0, Given.NONE);
    }

    /** This album, or the next one if this one is full. */
    LibraryAlbum withRoomFor(int more) {
        return items + more > ITEMS_MAX ? next(refusals) : this;
    }

    private LibraryAlbum next(int refused) {
        return new LibraryAlbum(title, number + 1, Optional.empty(), 0, all(), creations, refused, last);
    }

    /** The next album, since this one takes nothing. */
    LibraryAlbum refused() {
        return next(refusals + 1);
    }

    /** The library refuses the title. */
    LibraryAlbum closed() {
        return new LibraryAlbum(title, number, id, items, earlier, creations, REFUSALS_MAX, last);
    }

    boolean givenUp() {
        return refusals >= REFUSALS_MAX;
    }

    LibraryAlbum creating() {
        return new LibraryAlbum(title, number, id, items, earlier, creations + 1, refusals, last);
    }

    LibraryAlbum created(AlbumId album) {
        return new LibraryAlbum(title, number, Optional.of(album), items, earlier, creations, refusals, last);
    }

    LibraryAlbum filled(int more) {
        return new LibraryAlbum(title, number, id, items + more, earlier, creations, refusals, last);
    }

    /** How far an addition is. */
    Given given(Sha256 addition) {
        return last.addition().equals(addition) ? last : Given.none(addition);
    }

    LibraryAlbum took(Sha256 addition, int more) {
        return filled(more).with(given(addition), more, 0, 2 * more);
    }

    /** So many items are refused, maybe for one of them. */
    LibraryAlbum refused(Sha256 addition, int items) {
        return with(given(addition), 0, 0, items / 2);
    }

    /** One item cannot be added. */
    LibraryAlbum leftOut(Sha256 addition) {
        return with(given(addition), 1, 1, 1);
    }

    private LibraryAlbum with(Given before, int tried, int outside, int most) {
        Given given = new Given(before.addition(), before.tried() + tried, before.outside() + outside, most);
        return new LibraryAlbum(title, number, id, items, earlier, creations, refusals, given);
    }

    /** How many items all these albums have been given. */
    public long all() {
        return earlier + items;
    }

    /** How many of these albums are at the library for sure. */
    long certain() {
        return id.isPresent() ? number : number - 1L;
    }

    /** The name of the album that is being filled. The library cuts long titles, which must not lose their number. */
    String name() {
        int most = Math.min(title.codePointCount(0, title.length()), TITLE_CHARACTERS_MAX);
        return number == 1 ? title : title.substring(0, title.offsetByCodePoints(0, most)) + " (" + number + ")";
    }

    @Override
    public String toString() {
        return "LibraryAlbum[" + number + "]";
    }
}
