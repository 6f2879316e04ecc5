package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.gallery.Tally;
import sundown.media.Choice;
import sundown.media.Choice.Selection;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.Terms;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** Decides on what a user asks of their transfer: to start it, or to resume it. Pure. */
public final class RequestRules {
    /** How many times a user may switch the library account. */
    public static final int SWITCHES_MAX = 3;

    /** The longest life of a run of {@code transfer-batch}, and a margin. */
    private static final Duration WORKER_LIFE_MAX = Duration.ofMinutes(6);

    private RequestRules() {}

    /**
     * The choice of a call.
     *
     * @param selection the part of the gallery; empty to leave it as it is, or to take everything
     * @param withPrivate the answer on private items; empty to leave it as it is
     */
    public record Wanted(Optional<Selection> selection, Optional<Boolean> withPrivate) {
        /** The call chooses nothing. */
        public static final Wanted NOTHING = new Wanted(Optional.empty(), Optional.empty());

        /** The choice of a new transfer. */
        Choice choice() {
            return Choice.of(selection.orElse(Selection.ALL), withPrivate);
        }
    }

    /** The decision on a choice. */
    sealed interface Chosen {
        /** The choice is that of the transfer. */
        record Unchanged() implements Chosen {}

        /** Private items stay left out, as the user says now. */
        record Answered(Transfer transfer) implements Chosen {}

        /** The transfer has another choice, for which the gallery must be counted. */
        record Other(Transfer transfer) implements Chosen {}

        /** Items of the choice before have moved, and it has not ended; or there were too many choices. */
        record Fixed() implements Chosen {}
    }

    /**
     * Decides on a choice. Before the first item of a choice has moved, another one takes its place. Once all have, the
     * next one takes more, and none of them again.
     */
    static Chosen choose(Transfer transfer, Wanted wanted, boolean begun, Instant now) {
        Choice choice = transfer.terms().choice();
        Selection selection = wanted.selection().orElse(choice.selection());
        Optional<Boolean> withPrivate = wanted.withPrivate().or(choice::withPrivate);
        if (selection.equals(choice.selection())) {
            if (withPrivate.equals(choice.withPrivate())) {
                return new Chosen.Unchanged();
            }
            if (choice.withPrivate().isEmpty() && !withPrivate.get()) {
                return new Chosen.Answered(transfer.with(transfer.terms().answered()));
            }
        }
        if (transfer.state() instanceof TransferState.Finished) {
            return choice.mayGoFurther() ? other(transfer, choice.further(selection, withPrivate)) : new Chosen.Fixed();
        }
        return !begun && nothingMoved(transfer, now)
                ? other(transfer, choice.instead(selection, withPrivate))
                : new Chosen.Fixed();
    }

    private static Chosen other(Transfer transfer, Choice next) {
        return new Chosen.Other(transfer.with(transfer.terms().with(next))
                .with(transfer.progress().choosing())
                .with(new RoomCheck.Open()));
    }

    /** True when no worker is at items of this choice, and none was. One may be for a while after a stop. */
    private static boolean nothingMoved(Transfer transfer, Instant now) {
        boolean maybeMoving =
                switch (transfer.state()) {
                    case TransferState.Running _ -> true;
                    case TransferState.Counting _, TransferState.Waiting _ -> false;
                    case TransferState.Ended ended -> now.isBefore(ended.at().plus(WORKER_LIFE_MAX));
                };
        return !maybeMoving
                && transfer.progress().pass() == 0
                && transfer.progress().cursor().isEmpty();
    }

    /** The decision on a start. */
    public sealed interface Start {
        /** A new transfer, after accounts that got photos. */
        record Fresh(List<LibraryAccount> earlier) implements Start {}

        /** The existing transfer continues, with the new consent. */
        record Continued(Transfer transfer) implements Start {}

        /** The transfer already exists. */
        record UnderWay(Transfer transfer) implements Start {}

        /** The transfer has begun with another choice. */
        record ChoiceFixed() implements Start {}

        /** The user must stop the transfer to another account first. */
        record StopFirst() implements Start {}

        /** The user has switched the account as often as they may. */
        record NoSwitchLeft() implements Start {}
    }

    /**
     * Decides on a start with the account of the user's consent. An account that got no photo is no switch.
     *
     * @param begun whether the library may have items of the batch that comes next
     */
    public static Start start(
            Optional<Transfer> current, LibraryAccount account, Wanted wanted, boolean begun, Instant now) {
        if (current.isEmpty()) {
            return new Start.Fresh(List.of());
        }
        Transfer transfer = current.get();
        return transfer.account().is(account) ? same(transfer, wanted, begun, now) : switched(transfer);
    }

    private static Start same(Transfer transfer, Wanted wanted, boolean begun, Instant now) {
        return switch (choose(transfer, wanted, begun, now)) {
            case Chosen.Other(Transfer other) -> new Start.Continued(other);
            case Chosen.Answered(Transfer answered) -> unchanged(answered);
            case Chosen.Fixed _ -> new Start.ChoiceFixed();
            case Chosen.Unchanged _ -> unchanged(transfer);
        };
    }

    private static Start unchanged(Transfer transfer) {
        return switch (transfer.state()) {
            case TransferState.Waiting waiting
            when waiting.reason() == WaitReason.CONSENT -> new Start.Continued(transfer);
            case TransferState.Active _, TransferState.Finished _ -> new Start.UnderWay(transfer);
            case TransferState.Interrupted _ -> new Start.Continued(transfer);
        };
    }

    private static Start switched(Transfer transfer) {
        if (transfer.state().active()) {
            return new Start.StopFirst();
        }
        List<LibraryAccount> recipients = transfer.recipients();
        return recipients.size() > SWITCHES_MAX ? new Start.NoSwitchLeft() : new Start.Fresh(recipients);
    }

    /**
     * A new transfer, which replaces the one before. It begins when the gallery is counted.
     *
     * @param replaces the version of the row that it replaces, 0 for none
     */
    public static Transfer begin(
            UserId user,
            TransferId id,
            LibraryAccount account,
            SealedSecret grant,
            List<LibraryAccount> earlier,
            Terms terms,
            long replaces,
            Instant now) {
        return new Transfer(
                user,
                id,
                account,
                Optional.of(grant),
                new TransferState.Counting(now.plus(TransferRules.FIRST_LEASE)),
                new RoomCheck.Open(),
                Progress.startingAt(now, Tally.NONE),
                earlier,
                terms,
                now,
                TransferRules.LEASE,
                replaces);
    }

    /**
     * The wish of the user.
     *
     * @param withoutRoom to continue although room is missing
     * @param retryNow to retry failed items although it is early
     * @param consented to continue with a new consent for the same account
     * @param wanted to move another part of the gallery
     */
    public record Wish(boolean withoutRoom, boolean retryNow, boolean consented, Wanted wanted) {
        private boolean answersOnly() {
            return !withoutRoom && !retryNow && !consented;
        }
    }

    /** The decision on a request to resume. */
    public sealed interface Resume {
        /** The transfer continues. */
        record GoesOn(Transfer transfer) implements Resume {}

        /** It runs, or continues by itself at a known time. */
        record Already(Transfer transfer) implements Resume {}

        /** It stays as it is, but for the answer on private items. */
        record Answered(Transfer transfer) implements Resume {}

        /** The transfer has begun with another choice. */
        record ChoiceFixed() implements Resume {}

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

    /**
     * Decides on a request while exports are open.
     *
     * @param begun whether the library may have items of the batch that comes next
     */
    public static Resume resume(Transfer transfer, Wish wish, boolean begun, Instant now) {
        return switch (choose(transfer, wish.wanted(), begun, now)) {
            case Chosen.Other(Transfer other) -> goesOn(other, now);
            case Chosen.Answered(Transfer answered) ->
                wish.answersOnly() || !(unchanged(answered, wish, now) instanceof Resume.GoesOn goesOn)
                        ? new Resume.Answered(answered)
                        : goesOn;
            case Chosen.Fixed _ -> new Resume.ChoiceFixed();
            case Chosen.Unchanged _ -> unchanged(transfer, wish, now);
        };
    }

    private static Resume unchanged(Transfer transfer, Wish wish, Instant now) {
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
        return consented(TransferRules.resumed(transfer, now));
    }

    private static Resume retry(Transfer transfer, Wish wish, Instant now) {
        Optional<Instant> sensible = TransferRules.sensibleRetry(transfer);
        Optional<Instant> next = TransferRules.nextRetry(transfer).filter(now::isBefore);
        if (transfer.counts().failed().items() == 0) {
            return new Resume.NothingLeft();
        }
        if (sensible.isEmpty()) {
            return new Resume.NothingToRetry();
        }
        if (!wish.retryNow() && now.isBefore(sensible.get())) {
            return new Resume.TooEarly(sensible.get());
        }
        return next.<Resume>map(Resume.RetriedBefore::new)
                .orElseGet(() -> consented(TransferRules.retrying(transfer, now)));
    }

    private static Resume consented(Transfer next) {
        return next.grant().isEmpty() ? new Resume.NeedsConsent() : new Resume.GoesOn(next);
    }
}
