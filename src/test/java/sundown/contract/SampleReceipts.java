package sundown.contract;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.gallery.Tally;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Years;

/** Receipts to keep, and to find again. */
public final class SampleReceipts {
    private static final Instant NOW = SampleTransfers.NOW;

    private static final String PROOF = """
        {"line":"{}","inChunk":{"index":0,"size":1,"path":[]},
        "chunkLine":"{}","inRoot":{"index":1,"size":2,"path":["%s"]}}\
        """.formatted("a".repeat(64));

    private SampleReceipts() {}

    /** Of somebody who moved some photos, and downloaded the others in part. */
    public static Receipt whole(UserId user) {
        Counts counts = new Counts(
                new Tally(10, 1000),
                new Tally(6, 600),
                new Tally(1, 100),
                new Tally(2, 200),
                new Tally(1, 100),
                new Tally(1, 100),
                Tally.NONE);
        return new Receipt(
                user,
                Optional.of(new Receipt.Moved(
                        "closed",
                        counts,
                        NOW,
                        Optional.of(NOW.plusSeconds(60)),
                        new Years(Map.of("0", 3L, "2019", 7L)),
                        new Tally(2, 200),
                        Optional.of(new Tally(4, 400)))),
                Optional.of(new Receipt.Downloaded(
                        "expired",
                        Optional.of(10L),
                        2,
                        Optional.of(3),
                        3,
                        NOW,
                        Optional.of(NOW.plusSeconds(90)),
                        Optional.of(Tally.one(4)))),
                Optional.of(NOW.plusSeconds(100)),
                Optional.of(PROOF));
    }

    /** Of somebody with an archive that was never planned. */
    public static Receipt unplanned(UserId user) {
        return new Receipt(
                user,
                Optional.empty(),
                Optional.of(new Receipt.Downloaded(
                        "closed", Optional.empty(), 0, Optional.empty(), 0, NOW, Optional.empty(), Optional.empty())),
                Optional.of(NOW),
                Optional.empty());
    }

    /** Of somebody who took nothing. */
    public static Receipt empty(UserId user) {
        return new Receipt(user, Optional.empty(), Optional.empty(), Optional.of(NOW), Optional.empty());
    }
}
