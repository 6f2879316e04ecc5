package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.timeline.GroupId;

/**
 * An account that is to be deleted: the message on the purge queue. Alone it deletes nothing.
 *
 * @param sha256 over the account's entries, as the approved manifest has it
 * @param correlation ties its log lines to the sweep that sent it
 */
public record PurgeMessage(GroupId group, PlanId plan, UserId user, ManifestHash sha256, Correlation correlation)
        implements QueueMessage {
    /** The message for a user whose entries a manifest lists. */
    static PurgeMessage of(Purge purge, ManifestLine line) {
        return new PurgeMessage(
                purge.group(), purge.plan().id(), line.user(), line.sha256().orElseThrow(), Correlation.current());
    }

    @Override
    public String write() {
        return Json.write(Map.of(
                "group", group.value(),
                "planId", plan.value(),
                "userId", user.value(),
                "sha256", sha256.hex(),
                "correlationId", correlation.id()));
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static PurgeMessage read(String body) {
        JsonNode root = Json.read(body);
        return new PurgeMessage(
                new GroupId(Json.text(root, "group")),
                new PlanId(Json.text(root, "planId")),
                new UserId(Json.text(root, "userId")),
                new ManifestHash(Json.text(root, "sha256")),
                Correlation.of(root));
    }
}
