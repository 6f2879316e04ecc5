package sundown.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;

/**
 * One volume to be built, or an archive to be planned: the message on the archive queue. The password is not in it.
 *
 * @param volume from 1, or {@link #PLAN}
 * @param correlation ties its log lines to the call that asked for the archive
 */
@RegisterForReflection
public record ArchiveMessage(
        @JsonProperty("userId") UserId user,
        @JsonProperty("archiveId") ArchiveId archive,
        int volume,
        @JsonProperty("correlationId") Correlation correlation)
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

    public static ArchiveMessage read(String body) {
        return Json.read(body, ArchiveMessage.class);
    }
}
