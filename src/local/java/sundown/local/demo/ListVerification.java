package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.ListedItem;
import sundown.local.demo.app.TransferStatus.Tally;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.google.StandInAccount.Holding;

/**
 * Compares the list of what arrived with what Google holds, and the receipt with the list.
 *
 * @param arrived what Google holds of the items
 * @param counts those of the transfer
 */
record ListVerification(Map<GalleryItem, Holding> arrived, Counts counts) {
    private static final String LINK = "https://photos.google.com/lr/photo/";

    /**
     * Returns what is wrong.
     *
     * @param moved the transfer on the receipt
     */
    List<String> complaints(List<ListedItem> listed, JsonNode moved) {
        List<String> complaints = new ArrayList<>();
        Map<String, Tally> states =
                Map.of("moved", counts.done(), "already-there", counts.duplicate(), "failed", counts.failed());
        states.forEach((state, counted) -> {
            long there =
                    listed.stream().filter(item -> item.state().equals(state)).count();
            if (there != counted.items()) {
                complaints.add("The list has %d items that are %s, and the transfer counted %d."
                        .formatted(there, state, counted.items()));
            }
        });
        List<String> wrong = wrongLinks(listed);
        if (!wrong.isEmpty()) {
            complaints.add("The list links items to others: " + Verification.shortened(wrong) + ".");
        }
        long years = StreamSupport.stream(moved.required("years").spliterator(), false)
                .mapToLong(year -> year.required("items").longValue())
                .sum();
        if (years != counts.done().items() + counts.duplicate().items()) {
            complaints.add("The receipt counts " + years + " items by year.");
        }
        return complaints;
    }

    private List<String> wrongLinks(List<ListedItem> listed) {
        Map<String, Holding> byId = arrived.entrySet().stream()
                .collect(Collectors.toMap(held -> held.getKey().itemId(), Map.Entry::getValue));
        return listed.stream()
                .filter(item -> item.link()
                        .filter(link -> !byId.containsKey(item.itemId())
                                || !link.equals(LINK + byId.get(item.itemId()).id()))
                        .isPresent())
                .map(ListedItem::name)
                .toList();
    }
}
