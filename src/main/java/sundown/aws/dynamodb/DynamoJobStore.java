package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import sundown.job.Chunk;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.JobStore;

/**
 * Jobs in DynamoDB: the row {@code memberships-1} for the job, with the sets {@code done} and {@code incomplete} of
 * chunks, and a row for each chunk that has a checkpoint, {@code memberships-1#03} for example. Each row has a
 * partition of its own, so that thousands of chunks can save at the same time.
 */
@Singleton
@RegisterForReflection(targets = {Job.class, Chunk.class})
public final class DynamoJobStore implements JobStore {
    private static final RowMapper<Job> JOBS = RowMapper.of(Job.class, Map.of("Job.id", "job"));
    private static final RowMapper<Chunk> CHUNKS =
            RowMapper.of(Chunk.class, Map.of("Chunk.job", "of", "Chunk.number", "chunk"));

    private final VersionedRows rows;

    public DynamoJobStore(
            DynamoDbClient client, @ConfigProperty(name = "JOBS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Job> find(JobId id) {
        return rows.find(key(id)).map(JOBS::read);
    }

    @Override
    public boolean begin(Job job, Instant since) {
        return rows.put(
                JOBS.write(job),
                "attribute_not_exists(run) OR (run < :since AND NOT paused = :paused)",
                new RowWriter().instant(":since", since).flag(":paused", true));
    }

    /** If a response is lost, the retry reports a conflict, and the chunks are checked later. */
    @Override
    public boolean check(Job read, Instant now) {
        RowWriter values = new RowWriter()
                .instant(":now", now)
                .instant(":read", read.checkedAt())
                .instant(":run", read.run());
        return rows.update(key(read.id()), "SET checkedAt = :now", "checkedAt = :read AND run = :run", values);
    }

    @Override
    public void end(Chunk chunk, boolean complete) {
        String update = complete ? "ADD done :chunk DELETE incomplete :chunk" : "ADD incomplete :chunk";
        RowWriter values = new RowWriter().instant(":run", chunk.run()).numberSet(":chunk", chunk.number());
        rows.update(key(chunk.job()), update, "run = :run", values);
    }

    @Override
    public Optional<Job> pause(JobId id) {
        return steer(id, "SET paused = :paused", new RowWriter().flag(":paused", true));
    }

    @Override
    public Optional<Job> resume(JobId id, Instant now) {
        return steer(
                id,
                "SET paused = :paused, resumedAt = :now",
                new RowWriter().flag(":paused", false).instant(":now", now));
    }

    @Override
    public Optional<Job> retry(JobId id) {
        return steer(id, "SET checkedAt = :never", new RowWriter().instant(":never", Instant.EPOCH));
    }

    private Optional<Job> steer(JobId id, String update, RowWriter values) {
        return rows.update(
                        key(id),
                        request -> request.updateExpression(update)
                                .conditionExpression("attribute_exists(run)")
                                .expressionAttributeValues(values.attributes())
                                .returnValues(ReturnValue.ALL_NEW))
                .map(response -> JOBS.read(response.attributes()));
    }

    @Override
    public Optional<Chunk> findChunk(JobId id, int number) {
        return rows.find(key(id, number)).map(CHUNKS::read);
    }

    @Override
    public List<Chunk> findChunks(JobId id, Collection<Integer> numbers) {
        return rows.findAll(numbers.stream().map(number -> key(id, number)).toList()).stream()
                .map(CHUNKS::read)
                .toList();
    }

    @Override
    public Optional<Chunk> save(Chunk chunk) {
        RowWriter row = CHUNKS.write(chunk).text("job", rowName(chunk.job(), chunk.number()));
        return rows.replace(chunk.version(), row, chunk.saved());
    }

    private static Map<String, AttributeValue> key(JobId id) {
        return Table.key("job", id.toString());
    }

    private static Map<String, AttributeValue> key(JobId id, int chunk) {
        return Table.key("job", rowName(id, chunk));
    }

    private static String rowName(JobId id, int chunk) {
        return "%s#%02d".formatted(id, chunk);
    }
}
