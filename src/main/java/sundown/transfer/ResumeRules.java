package sundown.transfer;

import java.time.Instant;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferState.WaitReason;

/** Decides on a request to resume a transfer. Pure. */
public final class ResumeRules {
    private ResumeRules() {}

    /**
     * The wish of the user.
     *
     * @param withoutRoom to continue although room is missing
     * @param retryNow to retry failed items although it is early
     * @param consented to continue with a new consent for the same account
     */
    public record Wish(boolean withoutRoom, boolean retryNow, boolean consented) {}

    /** The decision on a request to resume. */
    public sealed interface Resume {
        /** The transfer continues. */
        record GoesOn(Transfer transfer) implements Resume {}

        /** It runs, or continues by itself at a known time. */
        record Already(Transfer transfer) implements Resume {}

        /** The library must be asked for the room first. */
        record AskRoom() implements Resume {}

        /** The user must consent again, with the same account. */
        record NeedsConsent() implements Resume {}

        /** A later retry is more likely to succeed. The user may insist. */
        record TooEarly(Instant sensible) implements Resume {}

        /** Failed items were tried again less than an hour before. */
        record RetriedBefore(Instant next) implements Resume {}

        /** No failed item can be tried again. */
        record NothingToRetry() implements Resume {}

        /** Nothing is left to do. */
        record NothingLeft() implements Resume {}
    }

    /** Decides on a request while exports are open. */
    public static Resume resume(Transfer transfer, Wish wish, Instant now) {
        boolean decidesOnRoom = wish.withoutRoom() && !(transfer.room() instanceof RoomCheck.Settled);
        Transfer wanted = decidesOnRoom ? transfer.with(new RoomCheck.Settled()) : transfer;
        return switch (wanted.state()) {
            case TransferState.Counting _, TransferState.Running _ ->
                decidesOnRoom ? goesOn(wanted, now) : new Resume.Already(transfer);
            case TransferState.Waiting waiting -> fromWaiting(wanted, waiting.reason(), wish, now);
            case TransferState.Finished _ -> retry(wanted, wish, now);
            case TransferState.Interrupted _ -> goesOn(wanted, now);
        };
    }

    private static Resume fromWaiting(Transfer transfer, WaitReason reason, Wish wish, Instant now) {
        return switch (reason) {
            case CONSENT -> wish.consented() ? goesOn(transfer, now) : new Resume.NeedsConsent();
            case ROOM -> wish.withoutRoom() ? goesOn(transfer, now) : new Resume.AskRoom();
            case QUOTA, SHARE, BUSY, TROUBLE -> new Resume.Already(transfer);
        };
    }

    private static Resume goesOn(Transfer transfer, Instant now) {
        return transfer.grant().isEmpty()
                ? new Resume.NeedsConsent()
                : new Resume.GoesOn(TransferRules.resumed(transfer, now));
    }

    private static Resume retry(Transfer transfer, Wish wish, Instant now) {
        if (transfer.counts().failed().items() == 0) {
            return new Resume.NothingLeft();
        }
        return TransferRules.sensibleRetry(transfer)
                .map(sensible -> retry(transfer, wish, sensible, now))
                .orElseGet(Resume.NothingToRetry::new);
    }

    private static Resume retry(Transfer transfer, Wish wish, Instant sensible, Instant now) {
        if (!wish.retryNow() && now.isBefore(sensible)) {
            return new Resume.TooEarly(sensible);
        }
        return TransferRules.nextRetry(transfer)
                .filter(now::isBefore)
                .<Resume>map(Resume.RetriedBefore::new)
                .orElseGet(() -> retried(transfer, now));
    }

    private static Resume retried(Transfer transfer, Instant now) {
        return transfer.grant().isEmpty()
                ? new Resume.NeedsConsent()
                : new Resume.GoesOn(TransferRules.retrying(transfer, now));
    }
}
