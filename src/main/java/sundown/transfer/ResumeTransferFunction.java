package sundown.transfer;

import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.hold.Exports;
import sundown.media.Choice;
import sundown.transfer.LibraryAccess.Connection.Connected;
import sundown.transfer.LibraryAccess.RoomAnswer;
import sundown.transfer.Room.RoomCheck;

/**
 * {@code POST /transfers/current/resume}: resumes the caller's transfer after a stop or a wait for room or consent, or
 * tries the failed items again.
 */
@Singleton
public record ResumeTransferFunction(
        HttpEdge edge, Exports exports, Consents consents, CurrentTransfers transfers, Clock clock) {
    @RegisterForReflection
    record Call(
            boolean withoutRoom,
            boolean retryNow,
            Optional<Boolean> movePrivate,
            Optional<Choice.Selection> selection,
            Optional<String> authorizationCode,
            Optional<String> codeVerifier,
            Optional<String> redirectUri) {
        Call {
            consent(authorizationCode, codeVerifier, redirectUri);
        }

        private Optional<LibraryAccess.Consent> consent() {
            return consent(authorizationCode, codeVerifier, redirectUri);
        }

        private RequestRules.Wish wish() {
            return new RequestRules.Wish(
                    withoutRoom,
                    retryNow,
                    authorizationCode.isPresent(),
                    new RequestRules.Wanted(selection, movePrivate));
        }

        private static Optional<LibraryAccess.Consent> consent(
                Optional<String> authorizationCode, Optional<String> codeVerifier, Optional<String> redirectUri) {
            return authorizationCode.map(_ -> Consents.read(authorizationCode, codeVerifier, redirectUri));
        }

        /** Hides the secrets. */
        @Override
        public String toString() {
            return "ResumeTransfer";
        }
    }

    /** Answers with a {@link TransferView}. */
    @Funq("resume-transfer")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            Call call = request.body(Call.class);
            Optional<LibraryAccess.Consent> consent = call.consent();
            RequestRules.Wish wish = call.wish();
            Exports.Open open = exports.openTo(user);
            Transfer transfer = transfers.require(user);
            Optional<Connected> connected = consent.map(consents::exchange);
            return transfers.show(resume(transfer, connected, wish, open), open);
        });
    }

    private Transfer resume(
            Transfer transfer, Optional<Connected> connected, RequestRules.Wish wish, Exports.Open open) {
        try {
            Transfer granted =
                    connected.map(consent -> granted(transfer, consent)).orElse(transfer);
            return decide(granted, connected, wish, open);
        } catch (RuntimeException notResumed) {
            connected.ifPresent(consent -> consents.keepOrGiveBack(transfer.user(), consent));
            throw notResumed;
        }
    }

    private Transfer granted(Transfer transfer, Connected connected) {
        if (!connected.account().is(transfer.account())) {
            throw Problem.of(
                    ProblemType.OTHER_ACCOUNT,
                    "Sign in with the account that the transfer goes to, or stop the transfer and start a new one.");
        }
        return transfer.granted(Optional.of(consents.seal(transfer.user(), connected)));
    }

    private Transfer decide(
            Transfer transfer, Optional<Connected> connected, RequestRules.Wish wish, Exports.Open open) {
        Instant now = clock.instant();
        return switch (RequestRules.resume(transfer, wish, transfers.begun(transfer), now)) {
            case RequestRules.Resume.GoesOn goesOn -> transfers.save(goesOn.transfer());
            case RequestRules.Resume.Answered answered -> transfers.save(answered.transfer());
            case RequestRules.Resume.ChoiceFixed _ -> throw choiceFixed();
            case RequestRules.Resume.Already already -> {
                connected.ifPresent(consent -> consents.keepOrGiveBack(transfer.user(), consent));
                yield already.transfer();
            }
            case RequestRules.Resume.AskRoom _ -> transfers.save(withRoom(transfer, open, now));
            case RequestRules.Resume.NeedsConsent _ -> throw consentNeeded();
            case RequestRules.Resume.TooEarly(Instant sensible) ->
                throw Problem.of(
                                ProblemType.RETRY_TOO_EARLY,
                                "What failed is more likely to succeed after " + sensible
                                        + ". Resume with retryNow to try all the same.")
                        .with("retrySensibleAt", sensible);
            case RequestRules.Resume.RetriedBefore(Instant next) ->
                throw Problem.of(
                                ProblemType.RETRIED_BEFORE,
                                "It can be tried again once an hour, the next time after " + next + ".")
                        .with("retryPossibleAt", next);
            case RequestRules.Resume.NothingToRetry _ ->
                throw Problem.of(
                        ProblemType.NOTHING_TO_RETRY,
                        "Google Photos does not take these files. Download an archive to have them.");
            case RequestRules.Resume.NothingLeft _ ->
                throw Problem.of(ProblemType.NOTHING_LEFT, "Nothing that you chose is left to move.");
        };
    }

    private Transfer withRoom(Transfer transfer, Exports.Open open, Instant now) {
        Transfer asked =
                TransferRules.roomKnown(transfer, roomOf(transfer), open.dates().close(), now);
        if (asked.room() instanceof RoomCheck.Missing missing) {
            throw Problem.of(
                            ProblemType.ROOM_MISSING,
                            "Free or buy some and resume, or resume with withoutRoom to go on all the same.")
                    .with(
                            "room",
                            TransferView.RoomView.of(
                                    missing.room(),
                                    transfer.counts().pending().bytes(),
                                    transfers.offers().in(open.account().region())));
        }
        return TransferRules.resumed(asked, now);
    }

    private Room roomOf(Transfer transfer) {
        return switch (consents.room(consents.access(transfer))) {
            case RoomAnswer.Known known -> known.room();
            case RoomAnswer.NotKnown(Answer.ConsentGone _) -> throw consentNeeded();
            case RoomAnswer.NotKnown _ -> throw Consents.googleUnavailable(Consents.NOTHING_STARTED);
        };
    }

    static Problem choiceFixed() {
        return Problem.of(
                ProblemType.CHOICE_FIXED,
                "Photos of the choice before are moving. Choose others once that has ended, up to " + Choice.PARTS_MAX
                        + " times.");
    }

    private static Problem consentNeeded() {
        return Problem.of(
                ProblemType.CONSENT_NEEDED, "Sign in to the same Google account and send the new authorization code.");
    }
}
