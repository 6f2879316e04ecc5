package sundown.local.demo.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How far a transfer has come, as {@code GET /me} tells it.
 *
 * @param state the stable name of the state
 * @param waits whether the transfer waits for something
 * @param message what the user is told about it
 * @param bytesPerSecond how fast bytes are moved
 */
public record TransferStatus(
        String state,
        boolean waits,
        String message,
        Counts counts,
        Optional<Long> bytesPerSecond,
        Optional<Instant> estimatedEnd) {

    /** A number of items and of their bytes. */
    public record Tally(long items, long bytes) {
        public static Tally of(JsonNode tally) {
            return new Tally(
                    tally.required("items").asLong(), tally.required("bytes").asLong());
        }
    }

    /** What has become of all items. */
    public record Counts(Tally total, Tally done, Tally duplicate, Tally failed, Tally skipped, Tally pending) {
        public static Counts of(JsonNode counts) {
            return new Counts(
                    Tally.of(counts.required("total")),
                    Tally.of(counts.required("done")),
                    Tally.of(counts.required("duplicate")),
                    Tally.of(counts.required("failed")),
                    Tally.of(counts.required("skipped")),
                    Tally.of(counts.required("pending")));
        }

        /** What has an end. */
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

    public static TransferStatus of(JsonNode answer) {
        JsonNode transfer = answer.required("transfer");
        return new TransferStatus(
                transfer.required("state").asText(),
                transfer.hasNonNull("reason"),
                transfer.required("message").asText(),
                Counts.of(transfer.required("items")),
                Optional.of(transfer.path("bytesPerSecond"))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::asLong),
                Optional.of(transfer.path("estimatedEnd"))
                        .filter(JsonNode::isTextual)
                        .map(end -> Instant.parse(end.asText())));
    }

    /** True while the transfer goes on by itself. */
    public boolean atWork() {
        return state.equals("running") || state.equals("waiting");
    }
}
