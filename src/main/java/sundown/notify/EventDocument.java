package sundown.notify;

import java.util.LinkedHashMap;
import java.util.Map;
import sundown.edge.Json;
import sundown.timeline.Group;
import sundown.timeline.TimelineDocument;
import sundown.transfer.Progress.Counts;

/** Writes an event in the form of {@code docs/events.schema.json}. */
public final class EventDocument {
    private EventDocument() {}

    /** The name by which receivers choose events; stable. */
    public static String name(Event event) {
        return switch (event) {
            case Event.GroupPhaseChanged _ -> "group-phase-changed";
            case Event.EndAnnounced _ -> "end-announced";
            case Event.ExportsOpened _ -> "exports-opened";
            case Event.CloseApproaching _ -> "close-approaching";
            case Event.TransferFinished _ -> "transfer-finished";
            case Event.TransferPaused _ -> "transfer-paused";
            case Event.TransferFailed _ -> "transfer-failed";
            case Event.ArchiveReady _ -> "archive-ready";
            case Event.ArchiveFailed _ -> "archive-failed";
            case Event.RefundSent _ -> "refund-sent";
            case Event.MembershipCancelled _ -> "membership-cancelled";
            case Event.UserNotReached _ -> "user-not-reached";
        };
    }

    /** The event as JSON. */
    public static String write(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", name(event));
        fields.put("id", event.id());
        fields.put("at", event.at());
        fields.putAll(own(event));
        return Json.write(fields);
    }

    private static Map<String, Object> own(Event event) {
        return switch (event) {
            case Event.GroupPhaseChanged changed -> group(changed.group(), Map.of("phase", changed.phase()));
            case Event.EndAnnounced announced -> group(announced.group(), Map.of());
            case Event.ExportsOpened opened -> group(opened.group(), Map.of());
            case Event.CloseApproaching close -> group(close.group(), Map.of("daysLeft", close.daysLeft()));
            case Event.TransferFinished finished ->
                Map.of("userId", finished.user(), "items", items(finished.counts()));
            case Event.TransferPaused paused -> {
                Map<String, Object> fields =
                        new LinkedHashMap<>(Map.of("userId", paused.user(), "reason", paused.reason()));
                paused.goesOnAt().ifPresent(at -> fields.put("goesOnAt", at));
                yield fields;
            }
            case Event.TransferFailed failed ->
                Map.of("userId", failed.user(), "reason", failed.cause(), "items", items(failed.counts()));
            case Event.ArchiveReady ready ->
                Map.of(
                        "userId", ready.user(),
                        "volumes", ready.volumes(),
                        "bytes", ready.bytes(),
                        "endsAt", ready.endsAt());
            case Event.ArchiveFailed failed -> Map.of("userId", failed.user(), "reason", failed.cause());
            case Event.RefundSent refund ->
                Map.of(
                        "userId", refund.user(),
                        "amountMinorUnits", refund.amount().minorUnits(),
                        "currency", refund.amount().currency(),
                        "state", refund.stage(),
                        "early", refund.early());
            case Event.MembershipCancelled cancelled ->
                Map.of("userId", cancelled.user(), "cancelledAt", cancelled.cancelledAt());
            case Event.UserNotReached unreached -> Map.of("userId", unreached.user());
        };
    }

    private static Map<String, Object> group(Group group, Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>(more);
        fields.put("group", group.id());
        fields.put("regions", TimelineDocument.regions(group));
        fields.put("dates", group.dates());
        return fields;
    }

    private static Map<String, Long> items(Counts counts) {
        return Map.of(
                "total", counts.total().items(),
                "done", counts.done().items(),
                "duplicate", counts.duplicate().items(),
                "failed", counts.failed().items(),
                "skipped", counts.skipped().items(),
                "pending", counts.pending().items());
    }
}
