package sundown.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.ListedFailure;
import sundown.local.demo.app.TransferStatus.Tally;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.google.MediaType;
import sundown.local.google.StandInGoogleSettings.SizeLimits;

/**
 * Compares what became of a gallery with what should have become of it: every item in one place, failures listed with a
 * reason and only the expected ones, and Google's photos equal, byte for byte, to those that should be there.
 */
public final class Verification {
    private static final int MOST_NAMES = 3;

    private final Gallery gallery;
    private final Predicate<GalleryItem> mustFail;
    private final List<String> complaints = new ArrayList<>();

    public Verification(Gallery gallery, Predicate<GalleryItem> mustFail) {
        this.gallery = gallery;
        this.mustFail = mustFail;
    }

    public List<String> complaints(TransferStatus status, List<ListedFailure> failures, List<String> held)
            throws IOException {
        complaints.clear();
        checkEnd(status);
        checkFailures(status, failures);
        checkHeld(status, held);
        return List.copyOf(complaints);
    }

    private void checkEnd(TransferStatus status) {
        Counts counts = status.counts();
        require(status.state().equals("finished"), "The transfer is " + status.state() + ": " + status.message());
        require(
                counts.total().equals(all()),
                "The gallery has %s, and the transfer counted %s.".formatted(all(), counts.total()));
        require(counts.addUp(), "The counts do not add up: " + counts);
        require(
                counts.pending().items() + counts.skipped().items() == 0,
                "%d items are pending and %d skipped at the end."
                        .formatted(counts.pending().items(), counts.skipped().items()));
    }

    private Tally all() {
        List<GalleryItem> items = gallery.items();
        return new Tally(
                items.size(),
                items.stream().mapToLong(item -> item.content().bytes()).sum());
    }

    private void checkFailures(TransferStatus status, List<ListedFailure> failures) {
        Set<String> listed =
                failures.stream().map(ListedFailure::itemId).collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = gallery.items().stream()
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

    private void checkHeld(TransferStatus status, List<String> held) throws IOException {
        Map<String, String> expected = expectedByDigest();
        Set<String> distinct = new HashSet<>(held);
        require(
                distinct.size() == held.size(),
                "Google holds %d items twice.".formatted(held.size() - distinct.size()));
        List<String> missing = expected.entrySet().stream()
                .filter(item -> !distinct.contains(item.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
        require(missing.isEmpty(), "Google does not hold the bytes of " + shortened(missing) + ".");
        distinct.removeAll(expected.keySet());
        require(
                distinct.isEmpty(),
                "Google holds %d items that no item of the gallery equals.".formatted(distinct.size()));
        require(
                status.counts().done().items() <= expected.size(),
                "%d items are counted as done, and only %d different ones can arrive."
                        .formatted(status.counts().done().items(), expected.size()));
    }

    private static String shortened(List<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : first + " and " + (names.size() - MOST_NAMES) + " others";
    }

    /** The names of the items that must arrive, by the SHA-256 of their bytes. */
    private Map<String, String> expectedByDigest() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (GalleryItem item : gallery.items()) {
            if (!mustFail.test(item)) {
                expected.put(item.content().digest("SHA-256"), item.itemId() + " (" + item.name() + ")");
            }
        }
        return expected;
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
