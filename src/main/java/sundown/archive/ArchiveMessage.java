package sundown.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;

/**
 * One volume to be built, or an archive to be planned: the message on the archive queue. The password is not in it.
 *
 * @param volume from 1, or {@link #PLAN}
 * @param correlation ties its log lines to the call that asked for the archive
 */
public record ArchiveMessage(UserId user, ArchiveId archive, int volume, Correlation correlation)
        implements QueueMessage {
    /** Stands in the place of a volume's number when the archive is to be planned. */
    public static final int PLAN = 0;

    public ArchiveMessage {
        if (volume < PLAN) {
            throw new IllegalArgumentException("volume is less than 0");
        }
    }

    /** True when the archive is to be planned. */
    public boolean planning() {
        return volume == PLAN;
    }

    @Override
    public String write() {
        return Json.write(Map.of(
                "userId", user.value(),
                "archiveId", archive.value(),
                "volume", volume,
                "correlationId", correlation.id()));
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static ArchiveMessage read(String body) {
        JsonNode root = Json.read(body);
        JsonNode volume = root.path("volume");
        if (!volume.isInt()) {
            throw new IllegalArgumentException("volume is not a number");
        }
        return new ArchiveMessage(
                new UserId(Json.text(root, "userId")),
                new ArchiveId(Json.text(root, "archiveId")),
                volume.intValue(),
                Correlation.from(Optional.ofNullable(root.path("correlationId").textValue())));
    }
}
