package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.timeline.GroupId;

/**
 * An account that is to be deleted: the message on the purge queue. Alone it deletes nothing.
 *
 * @param listed proves that the approved manifest lists the account
 * @param correlation ties its log lines to the sweep that sent it
 */
public record PurgeMessage(GroupId group, PlanId plan, Inclusion listed, Correlation correlation)
        implements QueueMessage {
    /** The message for a user whose entries a manifest lists. */
    static PurgeMessage of(Purge purge, Inclusion listed) {
        return new PurgeMessage(purge.group(), purge.plan().id(), listed, Correlation.current());
    }

    /** Whose account it is. */
    public UserId user() {
        return place().user();
    }

    Place place() {
        return listed.place();
    }

    /**
     * Over the account's entries.
     *
     * @throws java.util.NoSuchElementException when none of them is listed
     */
    ManifestHash sha256() {
        return listed.user().sha256().orElseThrow();
    }

    @Override
    public String write() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("group", group.value());
        fields.put("planId", plan.value());
        fields.put("listed", listed.members());
        fields.put("correlationId", correlation.id());
        return Json.write(fields);
    }

    /**
     * Reads a message, or one of version 1.0: that proves nothing, and deletes nothing.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static PurgeMessage read(String body) {
        JsonNode root = Json.read(body);
        return new PurgeMessage(
                new GroupId(Json.text(root, "group")),
                new PlanId(Json.text(root, "planId")),
                listed(root),
                Correlation.of(root));
    }

    private static Inclusion listed(JsonNode root) {
        return root.has("userId")
                ? Inclusion.unproven(new UserId(Json.text(root, "userId")), new ManifestHash(Json.text(root, "sha256")))
                : Inclusion.read(root.path("listed"));
    }
}
