package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.RequestBody;
import sundown.secret.SealedSecret;
import sundown.secret.SecretSealer;
import sundown.timeline.Exports;

/**
 * {@code POST /transfers/current/resume}: goes on after a stop, a wait for room or for consent, or tries again what
 * failed.
 */
@Singleton
public final class ResumeTransferFunction {
    private final HttpEdge edge;
    private final Exports exports;
    private final LibraryAccess access;
    private final SecretSealer sealer;
    private final TransferStore transfers;
    private final TransferChanges changes;
    private final Clock clock;

    ResumeTransferFunction(
            HttpEdge edge,
            Exports exports,
            LibraryAccess access,
            SecretSealer sealer,
            TransferStore transfers,
            TransferChanges changes,
            Clock clock) {
        this.edge = edge;
        this.exports = exports;
        this.access = access;
        this.sealer = sealer;
        this.transfers = transfers;
        this.changes = changes;
        this.clock = clock;
    }

    /** Answers with a {@link TransferView}. */
    @Funq("resume-transfer")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            RequestBody body = RequestBody.of(request);
            ResumeRules.Wish wish = TransferRequests.wish(body);
            Optional<LibraryAccess.Consent> consent = TransferRequests.optionalConsent(body);
            Instant close = exports.openTo(user).dates().close();
            Transfer current = granted(current(user), consent);
            Transfer resumed = resume(current, wish, close);
            return ApiResponse.ok(Json.write(TransferView.of(resumed, close, clock.instant())));
        });
    }

    private Transfer current(UserId user) {
        return transfers
                .find(user)
                .orElseThrow(() -> TransferProblems.noTransfer().asException());
    }

    private Transfer granted(Transfer transfer, Optional<LibraryAccess.Consent> consent) {
        if (consent.isEmpty()) {
            return transfer;
        }
        LibraryAccess.Connection.Connected connected = Connections.require(access.connect(consent.get()));
        if (!connected.account().is(transfer.account())) {
            throw TransferProblems.otherAccount().asException();
        }
        SealedSecret grant = sealer.seal(transfer.user(), connected.refreshToken());
        return transfer.granted(Optional.of(grant));
    }

    private Transfer resume(Transfer transfer, ResumeRules.Wish wish, Instant close) {
        Instant now = clock.instant();
        return switch (ResumeRules.resume(transfer, wish, now)) {
            case ResumeRules.Resume.GoesOn goesOn -> changes.save(goesOn.transfer());
            case ResumeRules.Resume.Already already -> already.transfer();
            case ResumeRules.Resume.AskRoom ignored -> changes.save(withRoom(transfer, close, now));
            case ResumeRules.Resume.NeedsConsent ignored ->
                throw TransferProblems.consentNeeded().asException();
            case ResumeRules.Resume.TooEarly tooEarly ->
                throw TransferProblems.retryTooEarly(tooEarly.sensible()).asException();
            case ResumeRules.Resume.NothingLeft ignored ->
                throw TransferProblems.nothingLeft().asException();
        };
    }

    private Transfer withRoom(Transfer transfer, Instant close, Instant now) {
        Transfer asked = TransferRules.roomKnown(transfer, roomOf(transfer), close, now);
        if (asked.room() instanceof RoomCheck.Missing missing) {
            long needed = transfer.counts().pending().bytes();
            throw TransferProblems.roomMissing(missing.room(), needed).asException();
        }
        return TransferRules.resumed(asked, now);
    }

    private Room roomOf(Transfer transfer) {
        Answer.AccessAnswer answer = transfer.grant()
                .map(grant -> access.access(sealer.open(transfer.user(), grant)))
                .orElseGet(Answer.ConsentGone::new);
        return switch (answer) {
            case Answer.AccessGranted granted -> roomOf(granted.token());
            case Answer.ConsentGone ignored ->
                throw TransferProblems.consentNeeded().asException();
            case Answer.Setback ignored ->
                throw TransferProblems.googleUnavailable().asException();
        };
    }

    private Room roomOf(AccessToken token) {
        return switch (access.room(token)) {
            case LibraryAccess.RoomAnswer.Known known -> known.room();
            case LibraryAccess.RoomAnswer.NotKnown ignored ->
                throw TransferProblems.googleUnavailable().asException();
        };
    }
}
