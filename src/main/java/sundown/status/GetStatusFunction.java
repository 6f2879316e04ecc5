package sundown.status;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.archive.ArchiveView;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.ApiResponse.NextLook;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.Problem;
import sundown.gallery.Tally;
import sundown.hold.Exports;
import sundown.receipt.Receipts;
import sundown.timeline.Dates.Phase;
import sundown.timeline.Group;
import sundown.timeline.NoticeView;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;
import sundown.transfer.Eligibility;
import sundown.transfer.Inventories;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.TransferView;

/**
 * {@code GET /me}: what the caller may do, and why not; what they have; the progress of their transfer and archive;
 * their refund.
 *
 * <p>{@code GET /receipt}: what became of all this, for the caller to keep.
 */
@Singleton
public record GetStatusFunction(
        HttpEdge edge,
        AccountStore accounts,
        TimelineStore timelines,
        Exports exports,
        Eligibility eligibility,
        Inventories inventories,
        UserStatus status,
        Receipts receipts,
        Clock clock) {
    private static final String RECEIPT = "GET /receipt";

    /** Answers with a {@link StatusView} or a {@link ReceiptView}. */
    @Funq("get-status")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            Account account = accounts.find(user).orElseThrow(() -> Problem.noAccount());
            Timeline timeline = timelines.inForce();
            Instant now = clock.instant();
            return RECEIPT.equals(request.routeKey())
                    ? ApiResponse.ok(Json.write(receipt(account, timeline, now)))
                    : status(request, account, timeline, now);
        });
    }

    private ReceiptView receipt(Account account, Timeline timeline, Instant now) {
        Optional<Group> group = exports.groupOf(account, timeline);
        return ReceiptView.of(
                NoticeView.of(account.region(), group, timeline, now),
                group.map(ending ->
                        receipts.compose(account.user(), ending.dates().close())),
                group.flatMap(_ -> receipts.names(account.user())),
                group.map(ending -> status.refund(account, ending, now)),
                now);
    }

    private ApiResponse status(ApiRequest request, Account account, Timeline timeline, Instant now) {
        Optional<Group> group = exports.groupOf(account, timeline);
        StatusView view = view(account, timeline, group, now);
        return ApiResponse.ok(Json.write(view))
                .lookAgainIn(view.lookAgainInSeconds())
                .with(group.map(ending -> ending.dates().headers(now)).orElse(Map.of()))
                .unlessKnown(request, view.tag());
    }

    private StatusView view(Account account, Timeline timeline, Optional<Group> group, Instant now) {
        Optional<StatusView.GalleryView> gallery = group.flatMap(ending -> galleryOf(account.user(), ending, now));
        Optional<UserStatus.Ways> ways =
                group.map(ending -> status.ways(account.user(), account.region(), ending, counted(gallery), now));
        Optional<TransferView> transfer = ways.flatMap(UserStatus.Ways::transfer);
        Optional<ArchiveView> archive = ways.flatMap(UserStatus.Ways::archive);
        return new StatusView(
                NoticeView.of(account.region(), group, timeline, now),
                open(account, timeline, group, now),
                gallery,
                transfer,
                archive,
                ways.map(UserStatus.Ways::safety).map(StatusView.SafetyView::of),
                group.map(ending -> status.refund(account, ending, now)),
                lookAgain(gallery, transfer, archive, group, now));
    }

    private static Optional<Tally> counted(Optional<StatusView.GalleryView> gallery) {
        return gallery.filter(known -> !known.isBeingCounted()).map(known -> new Tally(known.items(), known.bytes()));
    }

    /** When the first of all may be new: the count, the transfer, the archive, or the phase. */
    private static long lookAgain(
            Optional<StatusView.GalleryView> gallery,
            Optional<TransferView> transfer,
            Optional<ArchiveView> archive,
            Optional<Group> group,
            Instant now) {
        return Stream.of(
                        gallery.filter(StatusView.GalleryView::isBeingCounted).map(_ -> NextLook.WORKING_SECONDS),
                        transfer.map(TransferView::lookAgainInSeconds),
                        archive.map(ArchiveView::lookAgainInSeconds),
                        group.flatMap(ending -> ending.dates().nextPhase(now))
                                .map(next -> NextLook.secondsUntil(next, now)))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(NextLook.IDLE_SECONDS);
    }

    private StatusView.OpenView open(Account account, Timeline timeline, Optional<Group> group, Instant now) {
        StatusView.DoorView export = group.map(ending -> exports(ending, now)).orElseGet(() -> unending(timeline));
        StatusView.DoorView others = others(group, now);
        return new StatusView.OpenView(export.open() ? transfers(account) : export, export, others, others);
    }

    /** Syncing and sales end when exports open. */
    private static StatusView.DoorView others(Optional<Group> group, Instant now) {
        return group.map(Group::dates)
                .filter(dates -> dates.opened(now))
                .map(dates ->
                        StatusView.DoorView.closed(StatusView.Closure.ENDED, "This ended " + dates.opening() + "."))
                .orElseGet(StatusView.DoorView::opened);
    }

    private static StatusView.DoorView unending(Timeline timeline) {
        return timeline.announced()
                ? StatusView.DoorView.closed(
                        StatusView.Closure.NOTHING_ENDS, Exports.exempt().title())
                : StatusView.DoorView.closed(
                        StatusView.Closure.NOT_ANNOUNCED,
                        Timeline.notAnnounced().title());
    }

    private static StatusView.DoorView exports(Group group, Instant now) {
        Phase phase = group.dates().phaseAt(now);
        String why = Exports.notOpen(phase, group.dates()).detail();
        return switch (phase) {
            case RUNNING, ANNOUNCED -> StatusView.DoorView.closed(StatusView.Closure.EXPORTS_NOT_OPEN, why);
            case EXPORTS_OPEN -> StatusView.DoorView.opened();
            case CLOSED -> StatusView.DoorView.closed(StatusView.Closure.EXPORTS_CLOSED, why);
        };
    }

    private StatusView.DoorView transfers(Account account) {
        return eligibility.offeredIn(account.region())
                ? StatusView.DoorView.opened()
                : StatusView.DoorView.closed(
                        StatusView.Closure.NOT_OFFERED_IN_REGION, Eligibility.Hindrance.REGION.sentence());
    }

    private Optional<StatusView.GalleryView> galleryOf(UserId user, Group group, Instant now) {
        return inventoryOf(user, group.dates().phaseAt(now)).flatMap(StatusView.GalleryView::of);
    }

    /** No count begins before the notice, nor after the close: a purge must not meet a row that appears again. */
    private Optional<Inventory> inventoryOf(UserId user, Phase phase) {
        return switch (phase) {
            case RUNNING, CLOSED -> inventories.known(user);
            case ANNOUNCED, EXPORTS_OPEN -> inventories.current(user);
        };
    }
}
