package sundown.transfer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.gallery.Item.ItemId;

/** A place in the list of what became of a transfer's items: first what the library has, then what failed. */
sealed interface ListPlace {
    ListPlace BEGINNING = new InBatch(1, 0);

    Pattern IN_BATCH = Pattern.compile("b-(\\d{1,8})-(\\d{1,2})");
    Pattern IN_FAILURES = Pattern.compile("f(?:-(.+))?");

    /**
     * In a settled batch.
     *
     * @param passed how many entries of the batch come before
     */
    record InBatch(int batch, int passed) implements ListPlace {
        @Override
        public String toString() {
            return "b-" + batch + "-" + passed;
        }
    }

    /** Among the failed items. */
    record InFailures(Optional<ItemId> after) implements ListPlace {
        @Override
        public String toString() {
            return "f" + after.map(item -> "-" + item).orElse("");
        }
    }

    /**
     * Reads a place as it is written.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ListPlace read(String text) {
        Matcher batch = IN_BATCH.matcher(text);
        if (batch.matches()) {
            return new InBatch(Integer.parseInt(batch.group(1)), Integer.parseInt(batch.group(2)));
        }
        Matcher failures = IN_FAILURES.matcher(text);
        if (failures.matches()) {
            return new InFailures(Optional.ofNullable(failures.group(1)).map(ItemId::new));
        }
        throw new IllegalArgumentException("not a place in the list");
    }
}
