package sundown.aws;

import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.local.emulators.Clients;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.TestStack;
import sundown.local.template.Deployment;

/** What the template deploys, for one test alone, under the names that a function finds in its environment. */
public record AwsStack(Emulators emulators, Map<String, String> environment) {
    public static AwsStack provision(Emulators emulators) {
        Deployment deployment = TestStack.provision(emulators, "t" + UUID.randomUUID());
        return new AwsStack(emulators, deployment.functions().getFirst().environment());
    }

    /** The value of an environment variable. */
    public String name(String variable) {
        return environment.get(variable);
    }

    public Clients clients() {
        return emulators.clients();
    }

    public DynamoDbClient dynamoDb() {
        return clients().dynamoDb();
    }

    /** Writes a row into the table that a variable names. */
    public void put(String variable, Map<String, AttributeValue> row) {
        dynamoDb().putItem(request -> request.tableName(name(variable)).item(row));
    }
}
