package sundown.transfer;

import java.time.Instant;

/** What a wish to go on comes to: pure. */
public final class ResumeRules {
    private ResumeRules() {}

    /**
     * What the user says with it.
     *
     * @param withoutRoom he goes on although room is missing
     * @param retryNow he tries failed items again although it is early
     * @param consented he consented anew, with the same account
     */
    public record Wish(boolean withoutRoom, boolean retryNow, boolean consented) {}

    /** What it comes to. */
    public sealed interface Resume {
        /** The transfer goes on. */
        record GoesOn(Transfer transfer) implements Resume {}

        /** It runs, or goes on by itself at a known time. */
        record Already(Transfer transfer) implements Resume {}

        /** The room is to be asked first. */
        record AskRoom() implements Resume {}

        /** The user has to consent again, with the same account. */
        record NeedsConsent() implements Resume {}

        /** It makes more sense to try again later; the user may insist. */
        record TooEarly(Instant sensible) implements Resume {}

        /** There is nothing to do. */
        record NothingLeft() implements Resume {}
    }

    /** Decides on a wish; exports are open. */
    public static Resume resume(Transfer transfer, Wish wish, Instant now) {
        boolean decidesOnRoom = wish.withoutRoom() && !(transfer.room() instanceof RoomCheck.Settled);
        Transfer wanted = decidesOnRoom ? transfer.with(new RoomCheck.Settled()) : transfer;
        return switch (wanted.state()) {
            case TransferState.Running ignored -> decidesOnRoom ? goesOn(wanted, now) : new Resume.Already(transfer);
            case TransferState.Waiting waiting -> fromWaiting(wanted, waiting.reason(), wish, now);
            case TransferState.Finished ignored -> retry(wanted, wish, now);
            case TransferState.Stopped ignored -> goesOn(wanted, now);
            case TransferState.GaveUp ignored -> goesOn(wanted, now);
            case TransferState.Closed ignored -> goesOn(wanted, now);
        };
    }

    private static Resume fromWaiting(Transfer transfer, WaitReason reason, Wish wish, Instant now) {
        return switch (reason) {
            case CONSENT -> wish.consented() ? goesOn(transfer, now) : new Resume.NeedsConsent();
            case ROOM -> wish.withoutRoom() ? goesOn(transfer, now) : new Resume.AskRoom();
            case QUOTA, BUSY, TROUBLE -> new Resume.Already(transfer);
        };
    }

    private static Resume goesOn(Transfer transfer, Instant now) {
        return transfer.grant().isEmpty()
                ? new Resume.NeedsConsent()
                : new Resume.GoesOn(TransferRules.resumed(transfer, now));
    }

    private static Resume retry(Transfer transfer, Wish wish, Instant now) {
        return TransferRules.sensibleRetry(transfer)
                .map(sensible -> retry(transfer, wish, sensible, now))
                .orElseGet(Resume.NothingLeft::new);
    }

    private static Resume retry(Transfer transfer, Wish wish, Instant sensible, Instant now) {
        return wish.retryNow() || !now.isBefore(sensible)
                ? new Resume.GoesOn(TransferRules.retrying(transfer, now))
                : new Resume.TooEarly(sensible);
    }
}
