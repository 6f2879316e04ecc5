package sundown.local.demo.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;
import sundown.local.command.Quantity;

/**
 * How far a transfer has come, as {@code GET /me} reports it.
 *
 * @param state the stable name of the state
 * @param reason what the transfer waits for
 * @param message the state in words, for the user
 * @param bytesPerSecond how fast the transfer moves bytes
 * @param albums what became of the albums, once the transfer has ended
 * @param hidden the private items that are left out
 */
public record TransferStatus(
        String state,
        Optional<String> reason,
        String message,
        @JsonProperty("items") Counts counts,
        Optional<Long> bytesPerSecond,
        Optional<Instant> estimatedEnd,
        Optional<AlbumCounts> albums,
        Tally hidden) {

    public record Tally(long items, long bytes) {}

    public record Counts(Tally total, Tally done, Tally duplicate, Tally failed, Tally skipped, Tally pending) {

        public Tally settled() {
            return new Tally(settled(Tally::items), settled(Tally::bytes));
        }

        /** True when everything is in exactly one place. */
        public boolean addUp() {
            return settled().items() + pending.items() == total.items()
                    && settled().bytes() + pending.bytes() == total.bytes();
        }

        private long settled(ToLongFunction<Tally> figure) {
            return figure.applyAsLong(done)
                    + figure.applyAsLong(duplicate)
                    + figure.applyAsLong(failed)
                    + figure.applyAsLong(skipped);
        }
    }

    /**
     * The albums at Google.
     *
     * @param lost how many more there may be, because Google did not answer when they were created
     * @param outside how many times an item could not be put into an album
     */
    public record AlbumCounts(long created, long lost, long outside) {
        public static final AlbumCounts NONE = new AlbumCounts(0, 0, 0);
    }

    public boolean atWork() {
        return counting() || state.equals("running") || state.equals("waiting");
    }

    /** True while the gallery is counted, before anything is moved. */
    public boolean counting() {
        return state.equals("counting");
    }

    public String line(Instant now) {
        if (counting()) {
            return message;
        }
        Tally total = counts.total();
        Tally settled = counts.settled();
        long percent = total.items() == 0 ? 100 : settled.items() * 100 / total.items();
        StringJoiner line = new StringJoiner(", ");
        line.add("%s  %d of %d items".formatted(ProgressLine.bar(percent), settled.items(), total.items()));
        line.add(Quantity.bytes(settled.bytes()) + " of " + Quantity.bytes(total.bytes()));
        if (counts.failed().items() > 0) {
            line.add(counts.failed().items() + " failed");
        }
        bytesPerSecond.ifPresent(rate -> line.add(Quantity.bytes(rate) + "/s"));
        estimatedEnd
                .filter(now::isBefore)
                .ifPresent(end -> line.add(Quantity.duration(Duration.between(now, end)) + " left"));
        reason.ifPresent(named -> line.add("waits: " + message));
        return line.toString();
    }

    public record ListedItem(@JsonProperty("item") String itemId, String name, String state, Optional<String> link) {}

    public record ListedFailure(@JsonProperty("item") String itemId, String message) {}
}
