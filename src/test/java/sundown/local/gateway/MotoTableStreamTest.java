package sundown.local.gateway;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The streams of a cloud that is not this project's. */
class MotoTableStreamTest extends TableStreamContract {
    private static String absence;
    private static MotoServer moto;
    private static DynamoDbClient dynamoDb;
    private static DynamoDbStreamsClient streams;

    @BeforeAll
    static void start() {
        try {
            moto = MotoServer.start();
        } catch (TestAbortedException notInstalled) {
            absence = notInstalled.getMessage();
            return;
        }
        dynamoDb = configure(DynamoDbClient.builder()).build();
        streams = configure(DynamoDbStreamsClient.builder()).build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(B builder) {
        return builder.endpointOverride(moto.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(UUID.randomUUID().toString(), "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (moto != null) {
            streams.close();
            dynamoDb.close();
            moto.close();
        }
    }

    /** In each test, since those of a class that was not begun would be missing in reports. */
    @BeforeEach
    void requireMoto() {
        if (absence != null) {
            abort(absence);
        }
    }

    @Override
    DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    @Override
    DynamoDbStreamsClient streams() {
        return streams;
    }

    @Test
    @Override
    void hasNoRecordOfAWriteThatChangesNothing() {
        abort("moto makes a record of every write; to Sundown, a row that is as it was is no event");
    }
}
