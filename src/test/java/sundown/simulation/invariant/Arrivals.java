package sundown.simulation.invariant;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.digest.Sha1;
import sundown.gallery.Digests;
import sundown.gallery.Item.ItemId;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.cloud.Google;
import sundown.simulation.run.Violation;
import sundown.transfer.LibraryAccess.LibraryAccount;

/** What may come to the library of a gallery. */
public final class Arrivals {
    public static final String WANTED =
            "nothing is moved that its user has not chosen, and nothing private unless they say so";
    public static final String TITLE = "no title tells of an album that is private";

    private Arrivals() {}

    /** An item is about to be created. */
    public static void requireMoved(Gallery gallery, Google google, LibraryAccount account, ItemId item) {
        Violation.unless(gallery.moves(item, google.movesPrivate(account), google.wishes(account)), WANTED, item);
    }

    /** An album is about to be created. */
    public static void requireTitle(Gallery gallery, String name) {
        Violation.unless(
                gallery.items().stream()
                        .flatMap(item -> gallery.albums(item).stream())
                        .anyMatch(title -> continues(title, name)),
                TITLE,
                name);
    }

    /** True for the name of an album of this title: "Holiday", or "Holiday (2)". */
    static boolean continues(String title, String name) {
        return name.equals(title)
                || (name.startsWith(title + " (")
                        && name.substring(title.length()).matches(" \\([0-9]+\\)"));
    }

    /** All bytes that the library may have of each item. */
    static Map<ItemId, Set<Sha1>> digests(Gallery gallery) {
        return gallery.items().stream()
                .collect(Collectors.toMap(
                        item -> item,
                        item -> gallery.takenOf(item).stream()
                                .map(Digests::sha1)
                                .collect(Collectors.toSet())));
    }
}
