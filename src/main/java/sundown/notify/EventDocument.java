package sundown.notify;

import java.util.LinkedHashMap;
import java.util.Map;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.timeline.Group;
import sundown.timeline.TimelineDocument;
import sundown.transfer.Counts;

/** Writes an event in the form of {@code docs/events.schema.json}. */
public final class EventDocument {
    private EventDocument() {}

    /** The name by which receivers choose events; stable. */
    public static String name(Event event) {
        return switch (event) {
            case Event.GroupPhaseChanged _ -> "group-phase-changed";
            case Event.ExportsOpened _ -> "exports-opened";
            case Event.CloseApproaching _ -> "close-approaching";
            case Event.TransferFinished _ -> "transfer-finished";
            case Event.TransferPaused _ -> "transfer-paused";
            case Event.TransferFailed _ -> "transfer-failed";
            case Event.ArchiveReady _ -> "archive-ready";
            case Event.ArchiveFailed _ -> "archive-failed";
            case Event.RefundSent _ -> "refund-sent";
            case Event.MembershipCancelled _ -> "membership-cancelled";
        };
    }

    /** The event as JSON. */
    public static String write(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", name(event));
        fields.put("id", event.id().value());
        fields.put("at", event.at().toString());
        fields.putAll(own(event));
        return Json.write(fields);
    }

    private static Map<String, Object> own(Event event) {
        return switch (event) {
            case Event.GroupPhaseChanged changed ->
                group(changed.group(), Map.of("phase", changed.phase().name()));
            case Event.ExportsOpened opened -> group(opened.group(), Map.of());
            case Event.CloseApproaching close -> group(close.group(), Map.of("daysLeft", close.daysLeft()));
            case Event.TransferFinished finished -> user(finished.user(), Map.of("items", items(finished.counts())));
            case Event.TransferPaused paused -> {
                Map<String, Object> fields =
                        user(paused.user(), Map.of("reason", paused.reason().name()));
                paused.goesOnAt().ifPresent(at -> fields.put("goesOnAt", at.toString()));
                yield fields;
            }
            case Event.TransferFailed failed ->
                user(failed.user(), Map.of("reason", failed.cause().name(), "items", items(failed.counts())));
            case Event.ArchiveReady ready ->
                user(
                        ready.user(),
                        Map.of(
                                "volumes",
                                ready.volumes(),
                                "bytes",
                                ready.bytes(),
                                "endsAt",
                                ready.endsAt().toString()));
            case Event.ArchiveFailed failed ->
                user(failed.user(), Map.of("reason", failed.cause().name()));
            case Event.RefundSent refund ->
                user(
                        refund.user(),
                        Map.of(
                                "amountMinorUnits", refund.amount().minorUnits(),
                                "currency", refund.amount().currency().getCurrencyCode(),
                                "state", refund.stage().name()));
            case Event.MembershipCancelled cancelled ->
                user(
                        cancelled.user(),
                        Map.of("cancelledAt", cancelled.cancelledAt().toString()));
        };
    }

    private static Map<String, Object> group(Group group, Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("group", group.id().value());
        fields.put("regions", TimelineDocument.regions(group));
        fields.put("dates", TimelineDocument.dates(group.dates()));
        fields.putAll(more);
        return fields;
    }

    private static Map<String, Object> user(UserId user, Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("userId", user.value());
        fields.putAll(more);
        return fields;
    }

    private static Map<String, Long> items(Counts counts) {
        Map<String, Long> fields = new LinkedHashMap<>();
        fields.put("total", counts.total().items());
        fields.put("done", counts.done().items());
        fields.put("duplicate", counts.duplicate().items());
        fields.put("failed", counts.failed().items());
        fields.put("skipped", counts.skipped().items());
        fields.put("pending", counts.pending().items());
        return fields;
    }
}
