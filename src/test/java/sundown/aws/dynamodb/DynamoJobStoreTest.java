package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.JobStoreContract;
import sundown.job.Chunk;
import sundown.job.JobId;

@OnAnyCloud
class DynamoJobStoreTest extends JobStoreContract {
    private final AwsStack stack;

    DynamoJobStoreTest(AwsStack stack) {
        super(store(stack));
        this.stack = stack;
    }

    private static DynamoJobStore store(AwsStack stack) {
        return new DynamoJobStore(stack.dynamoDb, stack.name("JOBS_TABLE"), new Random(1));
    }

    @Test
    void readsUsersWhomAVersionBeforeSetAsideWithoutAReason() {
        Map<String, AttributeValue> row = new RowWriter()
                .text("job", "memberships-1#03")
                .text("of", "memberships-1")
                .number("chunk", 3)
                .instant("run", Instant.EPOCH)
                .flag("walked", true)
                .instant("heardAt", Instant.EPOCH)
                .textList("aside", List.of("u-1", "u-2"))
                .text("sums", "2")
                .number("version", 1)
                .attributes();
        stack.put("JOBS_TABLE", row);

        DynamoJobStore store = store(stack);
        Chunk chunk = store.findChunk(JobId.of("memberships-1"), 3).orElseThrow();
        assertThat(chunk.aside()).isEqualTo(Map.of("u-1", "", "u-2", ""));
        assertThat(store.save(chunk)).contains(chunk.saved());
        assertThat(store.findChunk(chunk.job(), 3)).contains(chunk.saved());
    }
}
