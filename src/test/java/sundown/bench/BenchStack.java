package sundown.bench;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.TestStack;
import sundown.local.template.Names;

/** What the template deploys, under the names that a function knows. */
record BenchStack(Emulators emulators, Map<String, String> names) {
    /** A photo is a few bytes here, and a file in memory has at least one block. */
    private static final int BLOCK = 512;

    /** A new stack; its name must be new. */
    static BenchStack of(Emulators emulators, String name) {
        return new BenchStack(
                emulators,
                Names.of(
                        TestStack.provision(emulators, name),
                        emulators.endpoints().environment()));
    }

    /** For the objects of S3: a disk would be measured with them. */
    static FileSystem memory() {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("posix", "user")
                .setBlockSize(BLOCK)
                .build());
    }

    String name(String variable) {
        return names.get(variable);
    }

    int number(String variable) {
        return Integer.parseInt(name(variable));
    }

    DynamoDbClient dynamoDb() {
        return emulators.clients().dynamoDb();
    }

    S3Client s3() {
        return emulators.clients().s3();
    }

    SqsClient sqs() {
        return emulators.clients().sqs();
    }
}
