package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.timeline.Exports;

/**
 * {@code DELETE /transfers/current}: stops the caller's transfer. A batch that is being moved is still counted; no
 * other begins. Stopping twice, or what has ended, changes nothing.
 */
@Singleton
public final class StopTransferFunction {
    private final HttpEdge edge;
    private final Exports exports;
    private final TransferStore transfers;
    private final Clock clock;

    StopTransferFunction(HttpEdge edge, Exports exports, TransferStore transfers, Clock clock) {
        this.edge = edge;
        this.exports = exports;
        this.transfers = transfers;
        this.clock = clock;
    }

    /** Answers with a {@link TransferView}. */
    @Funq("stop-transfer")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            Exports.Open open = exports.of(user);
            Transfer stopped = stop(user);
            return ApiResponse.ok(
                    Json.write(TransferView.of(stopped, open.dates().close(), clock.instant())));
        });
    }

    /** A batch may be counted at the same moment: then the stop is tried again on what that left. */
    private Transfer stop(UserId user) {
        Optional<Transfer> saved = Optional.empty();
        while (saved.isEmpty()) {
            Transfer current = transfers
                    .find(user)
                    .orElseThrow(() -> TransferProblems.noTransfer().asException());
            Transfer stopped = TransferRules.stopped(current, clock.instant());
            saved = stopped.equals(current) ? Optional.of(current) : transfers.save(stopped);
        }
        return saved.get();
    }
}
