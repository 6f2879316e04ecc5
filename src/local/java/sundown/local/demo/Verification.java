package sundown.local.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Holds what became of a gallery against what should have become of it: every item in one place, failures listed with
 * a reason and no others than expected, and Google's photos equal, byte for byte, to those that should be there.
 */
final class Verification {
    private final Gallery gallery;
    private final Predicate<GalleryItem> mustFail;
    private final List<String> complaints = new ArrayList<>();

    /**
     * Prepares the check of a gallery.
     *
     * @param mustFail true for an item that Google cannot take
     */
    Verification(Gallery gallery, Predicate<GalleryItem> mustFail) {
        this.gallery = gallery;
        this.mustFail = mustFail;
    }

    /**
     * Compares.
     *
     * @param held the SHA-256 of each media item that Google holds, in lower-case hexadecimal
     * @return what does not hold, in sentences; empty when all is well
     */
    List<String> complaints(TransferStatus status, List<ListedFailure> failures, List<String> held) throws IOException {
        complaints.clear();
        checkEnd(status);
        checkFailures(status, failures);
        checkHeld(status, held);
        return List.copyOf(complaints);
    }

    private void checkEnd(TransferStatus status) {
        require(status.state().equals("FINISHED"), "The transfer ended as " + status.state() + ": " + status.message());
        long bytes = gallery.items().stream()
                .mapToLong(item -> item.content().bytes())
                .sum();
        checkShare("items", status.items(), gallery.items().size());
        checkShare("bytes", status.bytes(), bytes);
    }

    private void checkShare(String what, TransferStatus.Share share, long expected) {
        require(
                share.total() == expected,
                "The gallery has %d %s, and the transfer counted %d.".formatted(expected, what, share.total()));
        require(share.addsUp(), "The counts of " + what + " do not add up: " + share);
        require(
                share.pending() == 0 && share.skipped() == 0,
                "%d %s are pending and %d skipped at the end.".formatted(share.pending(), what, share.skipped()));
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
                failures.size() == status.items().failed(),
                "%d items are listed as failed, and %d are counted."
                        .formatted(failures.size(), status.items().failed()));
        failures.stream()
                .filter(failure -> failure.reason().isBlank())
                .forEach(failure -> complaints.add("Item " + failure.itemId() + " failed without a reason."));
    }

    private void checkHeld(TransferStatus status, List<String> held) throws IOException {
        Map<String, String> expected = expectedByDigest();
        Set<String> distinct = new HashSet<>(held);
        require(
                distinct.size() == held.size(),
                "Google holds %d items twice.".formatted(held.size() - distinct.size()));
        for (Map.Entry<String, String> item : expected.entrySet()) {
            require(distinct.contains(item.getKey()), "Google does not hold the bytes of " + item.getValue() + ".");
        }
        distinct.removeAll(expected.keySet());
        require(
                distinct.isEmpty(),
                "Google holds %d items that no item of the gallery equals.".formatted(distinct.size()));
        require(
                status.items().done() <= expected.size(),
                "%d items are counted as done, and only %d different ones can arrive."
                        .formatted(status.items().done(), expected.size()));
    }

    /** The names of the items that must arrive by the SHA-256 of their bytes. */
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
}
