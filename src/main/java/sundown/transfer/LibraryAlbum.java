package sundown.transfer;

import java.util.Optional;
import sundown.transfer.PhotoLibrary.AlbumId;

/**
 * An album at the library, or several that continue each other: "Holiday", "Holiday (2)".
 *
 * @param title as the gallery has it; never logged
 * @param number of the album that is being filled, from 1
 * @param id of this album, once it is created
 * @param items how many it has been given, at least
 * @param creations how many creations were begun in all, those without an answer included
 * @param refusals how many of these albums have taken an item no longer
 */
public record LibraryAlbum(String title, int number, Optional<AlbumId> id, long items, long creations, int refusals) {
    /** The most items that the library takes into an album. */
    static final int ITEMS_MAX = 20_000;

    private static final int TITLE_CHARACTERS_MAX = 480;

    /** After so many albums that were deleted, or refuse for another reason, none is created any more. */
    private static final int REFUSALS_MAX = 3;

    static LibraryAlbum first(String title) {
        return new LibraryAlbum(title, 1, Optional.empty(), 0, 0, 0);
    }

    /** This album, or the next one if this one is full. */
    LibraryAlbum withRoomFor(int more) {
        return items + more > ITEMS_MAX ? next(refusals) : this;
    }

    private LibraryAlbum next(int refused) {
        return new LibraryAlbum(title, number + 1, Optional.empty(), 0, creations, refused);
    }

    /** The next album, since this one takes nothing. */
    LibraryAlbum refused() {
        return next(refusals + 1);
    }

    /** The library refuses the title. */
    LibraryAlbum closed() {
        return new LibraryAlbum(title, number, id, items, creations, REFUSALS_MAX);
    }

    boolean givenUp() {
        return refusals >= REFUSALS_MAX;
    }

    LibraryAlbum creating() {
        return new LibraryAlbum(title, number, id, items, creations + 1, refusals);
    }

    LibraryAlbum created(AlbumId album) {
        return new LibraryAlbum(title, number, Optional.of(album), items, creations, refusals);
    }

    LibraryAlbum filled(int more) {
        return new LibraryAlbum(title, number, id, items + more, creations, refusals);
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
