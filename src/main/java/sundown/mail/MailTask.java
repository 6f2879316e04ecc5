package sundown.mail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.job.ChunkMessage;
import sundown.mail.DeliveryLedger.Delivery.State;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.Mail.MailKind;
import sundown.mail.PostOffice.Tags;
import sundown.notify.Event.EventId;
import sundown.timeline.GroupId;

/** A message on a queue of mail. */
public sealed interface MailTask extends QueueMessage {
    /** A message that is sent once more as it came, when it finds that no more is taken at the moment. */
    sealed interface Repeatable extends MailTask {
        UserId user();

        String document();

        @Override
        default String write() {
            return document();
        }
    }

    /**
     * An event of a user, as {@code docs/events.md} has it.
     *
     * @param kind empty if there is no mail for the event
     * @param values the values in its mail, by the names of placeholders
     * @param document the event as it came
     */
    record OfUser(UserId user, EventId id, Optional<MailKind> kind, Map<String, String> values, String document)
            implements Repeatable {
        public OfUser {
            values = Map.copyOf(values);
        }

        @Override
        public Correlation correlation() {
            return Correlation.from(Optional.of(id.value()));
        }
    }

    /**
     * An event of a group.
     *
     * @param kind empty if there is no mail for the event
     * @param at when it came
     */
    record OfGroup(GroupId group, EventId id, Optional<MailKind> kind, Instant at) implements MailTask {
        @Override
        public Correlation correlation() {
            return Correlation.from(Optional.of(id.value()));
        }
    }

    /** A chunk of a group's mails. */
    record OfChunk(ChunkMessage message) implements MailTask {
        @Override
        public Correlation correlation() {
            return message.correlation();
        }
    }

    /**
     * A report of the post office about a mail.
     *
     * @param state {@link State#DELIVERED}, {@link State#BOUNCED}, or {@link State#COMPLAINED}
     * @param document the report as it came
     */
    record Heard(UserId user, MailId mail, State state, String messageId, Instant sentAt, Instant at, String document)
            implements Repeatable {
        @Override
        public Correlation correlation() {
            return Correlation.from(Optional.of(messageId));
        }
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    static MailTask read(String body) {
        JsonNode root = Json.read(body);
        if (root.has("job")) {
            return new OfChunk(ChunkMessage.read(body));
        }
        return root.has("report") ? heard(root, body) : event(root, body);
    }

    private static MailTask heard(JsonNode root, String body) {
        return new Heard(
                new UserId(Tags.decoded(Json.text(root, "user"))),
                new MailId(Tags.decoded(Json.text(root, "mail"))),
                switch (Json.text(root, "report")) {
                    case "Delivery" -> State.DELIVERED;
                    case "Bounce" -> State.BOUNCED;
                    case "Complaint" -> State.COMPLAINED;
                    default -> throw new IllegalArgumentException("report is none that is known");
                },
                Json.text(root, "messageId"),
                Json.instant(root, "sentAt"),
                Json.instant(root, "at"),
                body);
    }

    private static MailTask event(JsonNode root, String body) {
        EventId id = new EventId(Json.text(root, "id"));
        Optional<String> detail = Stream.of("reason", "state")
                .map(member -> root.path(member).textValue())
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> Optional.of("in-part")
                        .filter(_ -> root.at("/items/failed").longValue() > 0));
        Optional<MailKind> kind = MailKind.of(Json.text(root, "event"), detail);
        return root.has("group")
                ? new OfGroup(new GroupId(Json.text(root, "group")), id, kind, Json.instant(root, "at"))
                : new OfUser(new UserId(Json.text(root, "userId")), id, kind, values(root), body);
    }

    private static Map<String, String> values(JsonNode root) {
        Map<String, String> values = new HashMap<>();
        JsonNode items = root.path("items");
        if (items.isObject()) {
            values.put(
                    "moved",
                    Long.toString(items.path("done").longValue()
                            + items.path("duplicate").longValue()));
            values.put("failed", Long.toString(items.path("failed").longValue()));
            values.put("pending", Long.toString(items.path("pending").longValue()));
        }
        if (root.has("endsAt")) {
            values.put("ends", Letters.date(Json.instant(root, "endsAt")));
        }
        if (root.has("amountMinorUnits")) {
            values.put(
                    "amount",
                    Money.of(root.path("amountMinorUnits").longValue(), Json.text(root, "currency"))
                            .toString());
            values.put("early", root.path("early").booleanValue() ? "@early" : "");
        }
        return values;
    }
}
