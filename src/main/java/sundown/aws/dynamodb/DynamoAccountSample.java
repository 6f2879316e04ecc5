package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.failure.PermanentFailure;
import sundown.readiness.AccountSample;
import sundown.readiness.AccountSample.SampledAccount.Listing;

/** Accounts in the order of DynamoDB, that of a hash of their ids, the listed ones and the others. */
@Singleton
public record DynamoAccountSample(
        DynamoDbClient client,
        @ConfigProperty(name = "ACCOUNTS_TABLE") String table) implements AccountSample {
    private static final Pattern SHARD = Pattern.compile("([A-Za-z0-9]{1,16})#(\\d{1,4})");

    @Override
    public List<SampledAccount> list(UserId place, int limit) {
        return AwsFailures.sorting(() -> client.scan(request -> request.tableName(table)
                        .exclusiveStartKey(Table.key("userId", place.value()))
                        .limit(limit)))
                .items()
                .stream()
                .map(DynamoAccountSample::sampled)
                .toList();
    }

    private static SampledAccount sampled(Map<String, AttributeValue> attributes) {
        Row row = new Row(attributes);
        return new SampledAccount(
                new UserId(row.text("userId")),
                row.optionalText("groupShard").flatMap(DynamoAccountSample::listing),
                attributes.keySet(),
                account(attributes));
    }

    private static Optional<Listing> listing(String groupShard) {
        Matcher parts = SHARD.matcher(groupShard);
        return parts.matches()
                ? Optional.of(new Listing(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    private static Optional<Account> account(Map<String, AttributeValue> attributes) {
        try {
            return Optional.of(DynamoAccountStore.read(attributes));
        } catch (PermanentFailure unreadable) {
            return Optional.empty();
        }
    }
}
