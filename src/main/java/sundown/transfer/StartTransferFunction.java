package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.RequestBody;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Tally;
import sundown.secret.SealedSecret;
import sundown.secret.SecretSealer;
import sundown.timeline.Exports;

/**
 * {@code POST /transfers}: begins to move the caller's gallery to the Google account that he consented with; 201 for a
 * new transfer, which may wait for room, 200 for one that is there.
 */
@Singleton
public final class StartTransferFunction {
    private final HttpEdge edge;
    private final Exports exports;
    private final Eligibility eligibility;
    private final LibraryAccess access;
    private final GalleryIndex gallery;
    private final SecretSealer sealer;
    private final TransferStore transfers;
    private final TransferChanges changes;
    private final TransferIds ids;
    private final Clock clock;

    StartTransferFunction(
            HttpEdge edge,
            Exports exports,
            Eligibility eligibility,
            LibraryAccess access,
            GalleryIndex gallery,
            SecretSealer sealer,
            TransferStore transfers,
            TransferChanges changes,
            TransferIds ids,
            Clock clock) {
        this.edge = edge;
        this.exports = exports;
        this.eligibility = eligibility;
        this.access = access;
        this.gallery = gallery;
        this.sealer = sealer;
        this.transfers = transfers;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    /** Answers with a {@link TransferView}. */
    @Funq("start-transfer")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            RequestBody body = RequestBody.of(request);
            LibraryAccess.Consent consent = TransferRequests.consent(body);
            Exports.Open open = exports.openTo(user);
            requireEligible(open, TransferRequests.device(body));
            return start(user, open, connected(consent));
        });
    }

    private void requireEligible(Exports.Open open, Device device) {
        List<Eligibility.Hindrance> hindrances =
                eligibility.hindrances(open.account().region(), device);
        if (!hindrances.isEmpty()) {
            throw TransferProblems.notEligible(hindrances).asException();
        }
    }

    private LibraryAccess.Connection.Connected connected(LibraryAccess.Consent consent) {
        return Connections.require(access.connect(consent));
    }

    private ApiResponse start(UserId user, Exports.Open open, LibraryAccess.Connection.Connected connected) {
        Optional<Transfer> current = transfers.find(user);
        return switch (StartRules.start(current, connected.account())) {
            case StartRules.Start.UnderWay underWay -> ok(underWay.transfer(), open);
            case StartRules.Start.Continued continued -> ok(goOn(continued.transfer(), connected), open);
            case StartRules.Start.Fresh fresh -> created(begin(user, open, connected, fresh, current), open);
            case StartRules.Start.StopFirst ignored ->
                TransferProblems.stopFirst().asResponse();
            case StartRules.Start.NoSwitchLeft ignored ->
                TransferProblems.noSwitchLeft().asResponse();
        };
    }

    private Transfer goOn(Transfer transfer, LibraryAccess.Connection.Connected connected) {
        SealedSecret grant = sealer.seal(transfer.user(), connected.refreshToken());
        return changes.save(TransferRules.resumed(transfer.granted(Optional.of(grant)), clock.instant()));
    }

    private Transfer begin(
            UserId user,
            Exports.Open open,
            LibraryAccess.Connection.Connected connected,
            StartRules.Start.Fresh fresh,
            Optional<Transfer> current) {
        Tally tally = gallery.count(user);
        if (tally.items() == 0) {
            throw TransferProblems.emptyGallery().asException();
        }
        return changes.save(StartRules.begin(
                user,
                ids.next(),
                connected.account(),
                sealer.seal(user, connected.refreshToken()),
                tally,
                connected.room(),
                fresh.switches(),
                current.map(Transfer::version).orElse(0L),
                open.dates().close(),
                clock.instant()));
    }

    private ApiResponse ok(Transfer transfer, Exports.Open open) {
        return ApiResponse.ok(view(transfer, open));
    }

    private ApiResponse created(Transfer transfer, Exports.Open open) {
        return ApiResponse.created(view(transfer, open));
    }

    private String view(Transfer transfer, Exports.Open open) {
        Instant now = clock.instant();
        return Json.write(TransferView.of(transfer, open.dates().close(), now));
    }
}
