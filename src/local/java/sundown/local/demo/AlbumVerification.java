package sundown.local.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sundown.local.demo.app.TransferStatus.AlbumCounts;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.demo.gallery.Gallery.GalleryItem.Album;
import sundown.local.google.StandInAccount.AlbumHolding;
import sundown.local.google.StandInAccount.Holding;

/**
 * Compares the albums at Google with those of a gallery: each item that has arrived is in each of its albums and in no
 * other, and no title tells of a private album.
 */
final class AlbumVerification {
    /** What the title of an album has that continues a full one. */
    private static final Pattern CONTINUED = Pattern.compile(" \\([0-9]+\\)$");

    private final Map<GalleryItem, Holding> arrived;
    private final List<AlbumHolding> held;
    private final AlbumCounts counted;
    private final Set<String> titles;
    private final Set<String> hiddenTitles;
    private final List<String> complaints = new ArrayList<>();

    /**
     * @param arrived what Google holds of the items
     * @param held the albums that Google holds
     * @param counted what the transfer says of them
     */
    AlbumVerification(
            Gallery gallery, Map<GalleryItem, Holding> arrived, List<AlbumHolding> held, AlbumCounts counted) {
        this.arrived = arrived;
        this.held = held;
        this.counted = counted;
        titles = gallery.moving().stream()
                .flatMap(item -> item.albumNames().stream())
                .collect(Collectors.toSet());
        hiddenTitles = gallery.items().stream()
                .flatMap(item -> item.albums().stream())
                .filter(Album::isPrivate)
                .map(Album::name)
                .collect(Collectors.toSet());
    }

    List<String> complaints() {
        checkTitles();
        checkNumber();
        checkItems();
        return List.copyOf(complaints);
    }

    private void checkTitles() {
        for (AlbumHolding album : held) {
            String title = title(album);
            if (hiddenTitles.contains(title)) {
                complaints.add("Google has an album with the title of a private one: " + title + ".");
            } else if (!titles.contains(title)) {
                complaints.add("Google has an album that no item that moves is in: " + title + ".");
            }
        }
    }

    private void checkNumber() {
        if (held.size() < counted.created() || held.size() > counted.created() + counted.lost()) {
            complaints.add("Google has %d albums, and the transfer counted %d, and %d without an answer."
                    .formatted(held.size(), counted.created(), counted.lost()));
        }
    }

    /** Items of equal bytes are one at Google, which belongs in the albums of all of them. */
    private void checkItems() {
        Map<String, Set<String>> expected = new HashMap<>();
        arrived.forEach((item, holding) ->
                expected.computeIfAbsent(holding.id(), _ -> new TreeSet<>()).addAll(item.albumNames()));
        Map<String, Set<String>> found = new HashMap<>();
        held.forEach(album -> album.items()
                .forEach(holding -> found.computeIfAbsent(holding.id(), _ -> new TreeSet<>())
                        .add(title(album))));
        List<String> astray = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        arrived.forEach((item, holding) -> {
            Set<String> wanted = expected.getOrDefault(holding.id(), Set.of());
            Set<String> there = found.getOrDefault(holding.id(), Set.of());
            without(there, wanted).forEach(title -> astray.add(Verification.shown(item) + " in " + title));
            without(item.albumNames(), there).forEach(title -> lacking.add(Verification.shown(item) + " in " + title));
        });
        if (!astray.isEmpty()) {
            complaints.add("Google has items in albums of others: " + Verification.shortened(astray) + ".");
        }
        if (lacking.size() > counted.outside()) {
            complaints.add("Google lacks items in their albums, of which the transfer counted %d: %s."
                    .formatted(counted.outside(), Verification.shortened(lacking)));
        }
    }

    private static Set<String> without(Set<String> titles, Set<String> others) {
        Set<String> rest = new HashSet<>(titles);
        rest.removeAll(others);
        return rest;
    }

    /** The title in the gallery of an album, which may continue another. */
    private String title(AlbumHolding album) {
        return titles.contains(album.title())
                ? album.title()
                : CONTINUED.matcher(album.title()).replaceFirst("");
    }
}
