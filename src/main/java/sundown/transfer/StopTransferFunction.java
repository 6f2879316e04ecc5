package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.failure.UntilSaved;
import sundown.hold.Exports;

/**
 * {@code DELETE /transfers/current}: stops the caller's transfer. The batch under way is still counted; no other
 * begins. Stopping an ended transfer changes nothing.
 *
 * <p>{@code DELETE /transfers/current/consent}: stops it, revokes the consent at Google, and forgets the refresh token.
 */
@Singleton
public record StopTransferFunction(
        HttpEdge edge,
        Exports exports,
        Consents consents,
        CurrentTransfers current,
        TransferStore transfers,
        Clock clock) {
    private static final String DISCONNECT = "DELETE /transfers/current/consent";

    /** Answers with a {@link TransferView}. */
    @Funq("stop-transfer")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            Exports.Open open = exports.require(user);
            Transfer ended = DISCONNECT.equals(request.routeKey()) ? disconnect(user) : stop(user);
            return current.show(ended, open);
        });
    }

    /**
     * Stops before it revokes, so that no batch meets a consent that is gone. Revokes before it forgets, so that a
     * second request can still revoke if Google does not answer the first.
     */
    private Transfer disconnect(UserId user) {
        Transfer transfer = stop(user);
        while (transfer.grant().isPresent()) {
            consents.revoke(transfer);
            transfer = transfers.save(transfer.granted(Optional.empty())).orElseGet(() -> stop(user));
        }
        return transfer;
    }

    /** If a batch is counted at the same moment, stops the transfer as that left it. */
    private Transfer stop(UserId user) {
        return UntilSaved.save(
                        () -> Optional.of(current.require(user))
                                .filter(transfer -> transfer.state().active())
                                .map(transfer -> TransferRules.stopped(transfer, clock.instant())),
                        transfers::save)
                .orElseGet(() -> current.require(user));
    }
}
