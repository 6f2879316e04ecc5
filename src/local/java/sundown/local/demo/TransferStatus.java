package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How far a transfer has come, as {@code GET /me} tells it.
 *
 * @param state the stable name of the state
 * @param message what the user is told about it
 * @param bytesPerSecond how fast bytes have an end
 */
record TransferStatus(
        String state,
        String message,
        Share items,
        Share bytes,
        Optional<Long> bytesPerSecond,
        Optional<Instant> estimatedEnd) {
    private static final Set<String> AT_WORK = Set.of("RUNNING", "WAITING");

    /** What has become of a total, counted in items or in bytes. */
    record Share(long total, long done, long duplicate, long failed, long skipped, long pending) {
        static Share of(JsonNode share) {
            return new Share(
                    share.required("total").asLong(),
                    share.required("done").asLong(),
                    share.required("duplicate").asLong(),
                    share.required("failed").asLong(),
                    share.required("skipped").asLong(),
                    share.required("pending").asLong());
        }

        /** What has an end. */
        long settled() {
            return done + duplicate + failed + skipped;
        }

        /** True when everything is in exactly one place. */
        boolean addsUp() {
            return settled() + pending == total;
        }
    }

    static TransferStatus of(JsonNode answer) {
        JsonNode transfer = answer.required("transfer");
        return new TransferStatus(
                transfer.required("state").asText(),
                transfer.path("message").asText(""),
                Share.of(transfer.required("items")),
                Share.of(transfer.required("bytes")),
                Optional.of(transfer.path("bytesPerSecond"))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::asLong),
                Optional.of(transfer.path("estimatedEnd"))
                        .filter(JsonNode::isTextual)
                        .map(end -> Instant.parse(end.asText())));
    }

    /** True while the transfer goes on by itself. */
    boolean atWork() {
        return AT_WORK.contains(state);
    }
}
