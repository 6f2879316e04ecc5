package sundown.simulation.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import sundown.account.UserId;
import sundown.gallery.Item;
import sundown.gallery.Item.Marks;
import sundown.runtime.Records;
import sundown.simulation.run.Chance;
import sundown.transfer.TransferFunctions;

/**
 * Chooses the albums of a gallery's items, and what sets some of them apart. Galleries differ in how much they have.
 */
final class Labels {
    /** The name of another album may be that of one that continues. */
    private static final List<String> TITLES =
            List.of("Holiday", "Holiday (2)", "Summer", "Wedding", TransferFunctions.SYSTEM_ALBUM);

    /** Comes first, so that the items of it come together. */
    private static final String LARGE = "All of it";

    private static final Instant DELETED_AT = Instant.parse("2022-08-07T06:05:04Z");

    private final Chance chance;
    private final String privateTitle;
    private final boolean large;
    private final int albumsMost;
    private final int hidden;
    private final int deleted;
    private final int shared;

    Labels(Chance chance, UserId owner) {
        this.chance = chance;
        this.privateTitle = "The private album of " + owner;
        this.large = chance.oneIn(3);
        this.albumsMost = chance.pick(0, 1, 1, 3);
        this.hidden = chance.pick(0, 0, 3);
        this.deleted = chance.pick(0, 0, 0, 4);
        this.shared = chance.pick(0, 0, 0, 3);
    }

    /** The title that only the owner may read. */
    String privateTitle() {
        return privateTitle;
    }

    /** The item with its albums and marks. */
    Item on(Item item) {
        Marks marks = new Marks(
                Optional.of(chance.oneIn(hidden)),
                Optional.of(DELETED_AT).filter(_ -> chance.oneIn(deleted)),
                Optional.of("Somebody").filter(_ -> chance.oneIn(shared)));
        return Records.with(Records.with(item, "marks", marks), "albums", albums(marks));
    }

    private Set<String> albums(Marks marks) {
        Set<String> titles = new TreeSet<>();
        marks.isPrivate().ifPresent(_ -> titles.add(privateTitle));
        if (large && !chance.oneIn(10)) {
            titles.add(LARGE);
        }
        for (int count = chance.between(0, albumsMost); count > 0; count--) {
            titles.add(chance.pick(TITLES));
        }
        return titles;
    }
}
