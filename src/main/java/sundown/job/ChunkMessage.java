package sundown.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.job.Job.JobId;

/**
 * A message on the queues of group-wide work: a chunk of a job is to go on from its checkpoint.
 *
 * @param run the run of the job that it belongs to
 * @param correlation ties its log lines to the call that began the job
 */
@RegisterForReflection
public record ChunkMessage(
        JobId job,
        Instant run,
        int chunk,
        @JsonProperty("correlationId") Correlation correlation) implements QueueMessage {
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
     * Reads a message.
     *
     * @throws IllegalArgumentException if the text is no message; the exception names the wrong part, and nothing of
     *     its content
     */
    public static ChunkMessage read(String body) {
        return Json.read(body, ChunkMessage.class);
    }

    @Override
    public String toString() {
        return "%s#%02d".formatted(job, chunk);
    }
}
