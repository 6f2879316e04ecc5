package sundown.transfer;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item;

/**
 * Which albums of a gallery become albums at the library: all but those that a phone makes by itself. A private item is
 * in none, so that no title tells of it.
 *
 * @param leftOut the names of albums that do not become any
 */
public record Albums(Set<String> leftOut) {
    /** So that a thousand places fit into a row. */
    private static final int PLACE_CHARACTERS_MAX = 250;

    public Albums {
        leftOut = Set.copyOf(leftOut);
    }

    /** The titles of the albums of an item, in the order of their names. */
    Set<String> of(Item item) {
        Set<String> titles = new TreeSet<>(item.marks().isPrivate().isPresent() ? Set.of() : item.albums());
        titles.removeAll(leftOut);
        titles.removeIf(String::isBlank);
        return titles;
    }

    /** The place of an item in the order of its gallery. A title that is too long for it is added to afterwards. */
    Place place(Item item) {
        Optional<String> first = of(item).stream().findFirst().filter(title -> title.length() <= PLACE_CHARACTERS_MAX);
        return new Place(item.id(), first, item.takenAt().map(at -> at.getEpochSecond()));
    }
}
