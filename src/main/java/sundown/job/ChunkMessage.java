package sundown.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.timeline.GroupId;

/**
 * A chunk of a job that is to go on from its checkpoint: the message on the queues of group-wide work.
 *
 * @param run the run of the job that it belongs to
 * @param correlation ties its log lines to the call that began the job
 */
public record ChunkMessage(JobId job, Instant run, int chunk, Correlation correlation) implements QueueMessage {
    public ChunkMessage {
        if (chunk < 0) {
            throw new IllegalArgumentException("there is no such chunk");
        }
    }

    /** The message of a chunk. */
    static ChunkMessage of(Job job, int chunk, Correlation correlation) {
        return new ChunkMessage(job.id(), job.run(), chunk, correlation);
    }

    /**
     * Reads a message, or one by which version 1.0 did the same work: that is of no run, and dropped.
     *
     * @param work of the queue that it comes from
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static ChunkMessage read(String body, String work) {
        JsonNode root = Json.read(body);
        return root.has("group")
                ? new ChunkMessage(
                        new JobId(work, new GroupId(Json.text(root, "group"))),
                        Instant.EPOCH,
                        root.has("shard") ? number(root, "shard") : 0,
                        Correlation.of(root))
                : new ChunkMessage(
                        JobId.of(Json.text(root, "job")),
                        Json.instant(root, "run"),
                        number(root, "chunk"),
                        Correlation.of(root));
    }

    private static int number(JsonNode root, String field) {
        JsonNode value = root.path(field);
        if (!value.isInt()) {
            throw new IllegalArgumentException(field + " is not a number");
        }
        return value.intValue();
    }

    @Override
    public String write() {
        return Json.write(Map.of(
                "job", job.toString(), "run", run.toString(), "chunk", chunk, "correlationId", correlation.id()));
    }

    @Override
    public String toString() {
        return "%s#%02d".formatted(job, chunk);
    }
}
