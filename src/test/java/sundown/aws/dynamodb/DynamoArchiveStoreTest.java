package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.ArchiveStoreContract;
import sundown.contract.SampleArchives;
import sundown.runtime.ManualClock;

@OnAnyCloud
class DynamoArchiveStoreTest extends ArchiveStoreContract {
    private final AwsStack stack;

    DynamoArchiveStoreTest(AwsStack stack) {
        super(new DynamoArchiveStore(
                stack.dynamoDb, stack.name("ARCHIVES_TABLE"), new ManualClock(SampleArchives.NOW), new Random(1)));
        this.stack = stack;
    }

    @Test
    void letsTimeRemoveVolumesAndNoArchive() {
        Archive archive =
                store.save(SampleArchives.ready(new UserId("someone"))).orElseThrow();
        assertThat(store.save(SampleArchives.volume(archive, 7))).isPresent();
        assertThat(row("A")).doesNotContainKey("expiresAt");
        assertThat(row("A#" + archive.id() + "#V#"
                        + archive.contents().orElseThrow().plan() + "#000007"))
                .containsEntry(
                        "expiresAt",
                        AttributeValue.fromN(Long.toString(
                                SampleArchives.NOW.plus(Duration.ofDays(60)).getEpochSecond())));
    }

    private Map<String, AttributeValue> row(String sort) {
        return stack.dynamoDb
                .getItem(request -> request.tableName(stack.name("ARCHIVES_TABLE"))
                        .key(Map.of("userId", AttributeValue.fromS("someone"), "sort", AttributeValue.fromS(sort)))
                        .consistentRead(true))
                .item();
    }
}
