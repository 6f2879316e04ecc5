package sundown.report.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import sundown.transfer.FailureReason;

/** The items that could not be moved, by reason. */
final class FailedItems {
    private static final String HEADING = "What could not be moved";

    private FailedItems() {}

    static Markup of(Map<FailureReason, Long> failed) {
        long all = failed.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return Chart.nothing(HEADING, "Nothing has failed.");
        }
        List<Map.Entry<FailureReason, Long>> ordered = failed.entrySet().stream()
                .sorted(Map.Entry.<FailureReason, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .toList();
        Table table = new Table("Items that could not be moved", "Reason", "Items");
        ordered.forEach(reason -> table.row(reason.getKey().sentence(), Words.number(reason.getValue())));
        List<Bars.Bar> bars = ordered.stream()
                .map(reason -> new Bars.Bar(
                        name(reason.getKey()), reason.getValue(), Words.number(reason.getValue()), "failed"))
                .toList();
        String sum = Words.count(all, "item", "items") + " could not be moved.";
        return Chart.of(HEADING, Bars.of("Items that could not be moved, by reason", sum, bars), table, sum);
    }

    private static String name(FailureReason reason) {
        return switch (reason) {
            case EMPTY -> "Empty file";
            case PHOTO_TOO_LARGE -> "Photo over 200 MB";
            case VIDEO_TOO_LARGE -> "Video over 20 GB";
            case UNSUPPORTED_TYPE -> "Type that Google does not take";
            case MISSING -> "Bytes missing";
            case SHORTER -> "Fewer bytes than recorded";
            case LONGER -> "More bytes than recorded";
            case DAMAGED -> "Damaged";
            case NOT_A_PHOTO_OR_VIDEO -> "Neither photo nor video";
            case REFUSED -> "Refused by Google";
            case NO_ANSWER -> "No answer from Google";
        };
    }
}
