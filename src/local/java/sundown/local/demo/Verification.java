package sundown.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sundown.local.demo.ExpectedDates.Place;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.ListedFailure;
import sundown.local.demo.app.TransferStatus.Tally;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.google.MediaType;
import sundown.local.google.StandInAccount.Holding;
import sundown.local.google.StandInGoogleSettings.SizeLimits;

/**
 * Compares what became of a gallery with what should have become of it: every item in one place, failures listed with a
 * reason and only the expected ones, and Google's photos equal, byte for byte, to those that should be there, but for
 * the dates that were added. Nothing private is there, and nothing from the trash.
 */
public final class Verification {
    private static final int MOST_NAMES = 3;

    private final Gallery gallery;
    private final Predicate<GalleryItem> mustFail;
    private final ExpectedDates dates;
    private final DatesTable table;
    private final List<String> complaints = new ArrayList<>();
    private final Map<Arrival, Optional<Holding>> arrivals = new HashMap<>();
    private final Map<GalleryItem, Holding> arrived = new LinkedHashMap<>();
    private final Map<Path, GalleryItem> changed = new LinkedHashMap<>();

    Verification(Gallery gallery, Predicate<GalleryItem> mustFail, ExpectedDates dates, DatesTable table) {
        this.gallery = gallery;
        this.mustFail = mustFail;
        this.dates = dates;
        this.table = table;
    }

    /**
     * What makes two items one at Google.
     *
     * @param date that is added; empty if none is
     */
    private record Arrival(String sha256, Optional<String> date) {}

    List<String> complaints(TransferStatus status, List<ListedFailure> failures, List<Holding> held)
            throws IOException {
        checkEnd(status);
        checkFailures(status, failures);
        checkHeld(status, held);
        return List.copyOf(complaints);
    }

    /** What Google holds of the items, of those that it holds. */
    Map<GalleryItem, Holding> arrived() {
        return Collections.unmodifiableMap(arrived);
    }

    private void checkEnd(TransferStatus status) {
        Counts counts = status.counts();
        require(status.state().equals("finished"), "The transfer is " + status.state() + ": " + status.message());
        Tally moving = tally(gallery.moving());
        require(
                counts.total().equals(moving),
                "The gallery has %s to move, and the transfer counted %s.".formatted(moving, counts.total()));
        Tally hidden = tally(gallery.items().stream()
                .filter(item -> item.isPrivate() && !item.isDeleted())
                .toList());
        require(
                status.hidden().equals(hidden),
                "The gallery has %s that are private, and the transfer left out %s."
                        .formatted(hidden, status.hidden()));
        require(counts.addUp(), "The counts do not add up: " + counts);
        require(
                counts.pending().items() + counts.skipped().items() == 0,
                "%d items are pending and %d skipped at the end."
                        .formatted(counts.pending().items(), counts.skipped().items()));
    }

    private static Tally tally(List<GalleryItem> items) {
        return new Tally(
                items.size(),
                items.stream().mapToLong(item -> item.content().bytes()).sum());
    }

    private void checkFailures(TransferStatus status, List<ListedFailure> failures) {
        Set<String> listed =
                failures.stream().map(ListedFailure::itemId).collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = gallery.moving().stream()
                .filter(mustFail)
                .map(GalleryItem::itemId)
                .collect(Collectors.toCollection(TreeSet::new));
        require(listed.equals(expected), "The items " + expected + " should have failed, and " + listed + " did.");
        require(
                failures.size() == status.counts().failed().items(),
                "%d items are listed as failed, and %d are counted."
                        .formatted(failures.size(), status.counts().failed().items()));
        failures.stream()
                .filter(failure -> failure.message().isBlank())
                .forEach(failure -> complaints.add("Item " + failure.itemId() + " failed without a reason."));
    }

    private void checkHeld(TransferStatus status, List<Holding> held) throws IOException {
        Map<String, Holding> byDigest = new LinkedHashMap<>();
        held.forEach(holding -> byDigest.put(holding.sha256(), holding));
        Map<String, Holding> left = new LinkedHashMap<>(byDigest);
        require(left.size() == held.size(), "Google holds %d items twice.".formatted(held.size() - left.size()));
        List<String> missing = new ArrayList<>();
        for (GalleryItem item : gallery.moving()) {
            if (!mustFail.test(item)) {
                check(item, byDigest)
                        .ifPresentOrElse(found -> arrived.put(item, found), () -> missing.add(shown(item)));
            }
        }
        arrived.values().forEach(found -> left.remove(found.sha256()));
        checkLeftOut(left.keySet());
        require(missing.isEmpty(), "Google does not hold the bytes of " + shortened(missing) + ".");
        require(left.isEmpty(), "Google holds %d items that no item equals that was to move.".formatted(left.size()));
        require(
                status.counts().done().items() <= arrivals.size(),
                "%d items are counted as done, and only %d different ones can arrive."
                        .formatted(status.counts().done().items(), arrivals.size()));
    }

    /** @param digests of what Google holds beyond the items that move */
    private void checkLeftOut(Set<String> digests) throws IOException {
        List<String> shown = new ArrayList<>();
        for (GalleryItem item : gallery.items()) {
            if ((item.isPrivate() || item.isDeleted())
                    && digests.contains(item.content().digest("SHA-256"))) {
                shown.add(shown(item));
            }
        }
        require(shown.isEmpty(), "Google holds what is private or in the trash: " + shortened(shown) + ".");
    }

    static String shown(GalleryItem item) {
        return item.itemId() + " (" + item.name() + ")";
    }

    /** What Google holds of an item. */
    private Optional<Holding> check(GalleryItem item, Map<String, Holding> held) throws IOException {
        Place place = dates.place(item);
        String sha256 = item.content().digest("SHA-256");
        Arrival arrival = new Arrival(
                sha256, Optional.of(place).filter(Place.ADDED::equals).map(_ -> dates.xmp(item)));
        if (!arrivals.containsKey(arrival)) {
            Optional<Holding> found = find(item, place, sha256, held);
            arrivals.put(arrival, found);
            found.ifPresent(holding -> checkName(item, holding));
        }
        Optional<Holding> found = arrivals.get(arrival);
        Optional<Path> file = found.flatMap(Holding::file);
        if (file.isPresent()) {
            table.google(item, file.get());
            if (place == Place.ADDED) {
                changed.putIfAbsent(file.get(), item);
            }
        }
        return found;
    }

    private Optional<Holding> find(GalleryItem item, Place place, String sha256, Map<String, Holding> held)
            throws IOException {
        if (place != Place.ADDED) {
            return Optional.ofNullable(held.get(sha256));
        }
        for (Holding holding : held.values()) {
            if (holding.fileName().startsWith(stem(item.name()))
                    && dates.fits(item, place, holding.file().orElseThrow())) {
                return Optional.of(holding);
            }
        }
        return Optional.empty();
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Java knows the endings of common types; any other one must be the item's. */
    private void checkName(GalleryItem item, Holding holding) {
        String type = URLConnection.guessContentTypeFromName(holding.fileName());
        boolean right = type == null
                ? holding.fileName().equals(item.name()) && item.name().contains(".")
                : type.equals(holding.mime());
        require(right, "Google holds " + shown(item) + ", which is " + holding.mime() + ", under a wrong name.");
    }

    /** What other programs find wrong in the files that got a date. Says so where they are not there. */
    List<String> complaintsOfTools() throws IOException, InterruptedException {
        if (!MediaTools.installed()) {
            table.tools("exiftool and ffmpeg are not on the path, and looked at nothing");
            return List.of();
        }
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<Path, GalleryItem> file : changed.entrySet()) {
            if (!MediaTools.agree(file.getValue(), dates, file.getKey())) {
                wrong.add("exiftool or ffmpeg finds another date, picture, or film in what Google holds of "
                        + shown(file.getValue()) + ".");
            }
        }
        table.tools("exiftool and ffmpeg find the date, and the same picture or film, in "
                + (changed.size() - wrong.size()) + " of " + changed.size() + " changed files");
        return wrong;
    }

    static String shortened(List<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : first + " and " + (names.size() - MOST_NAMES) + " others";
    }

    private void require(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(complaint);
        }
    }

    /** True for an item that is empty, too large, or neither a photo nor a video. */
    public static boolean refuses(GalleryItem item) {
        return byName(item) || byContent(item);
    }

    private static boolean byName(GalleryItem item) {
        return item.content().bytes() == 0;
    }

    private static boolean byContent(GalleryItem item) {
        return type(item.content())
                .map(type -> item.content().bytes() > limit(type))
                .orElse(true);
    }

    private static long limit(MediaType type) {
        SizeLimits limits = SizeLimits.ofGoogle();
        return type.video() ? limits.video() : limits.photo();
    }

    private static Optional<MediaType> type(Content content) {
        try (InputStream in = content.open()) {
            return MediaType.of(in.readNBytes(MediaType.HEAD_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
