package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.ChargeId;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.aws.AwsFailures;

/**
 * Accounts in DynamoDB: {@code userId}, {@code region}; for a member also {@code chargeId}, {@code feeMinorUnits},
 * {@code feeCurrency}, {@code paidAt} and, after the cancellation, {@code cancelledAt}.
 */
@Singleton
public final class DynamoAccountStore implements AccountStore {
    private final DynamoDbClient client;
    private final String table;

    /** Reads the accounts of a table. */
    public DynamoAccountStore(DynamoDbClient client, @ConfigProperty(name = "ACCOUNTS_TABLE") String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<Account> find(UserId user) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of("userId", AttributeValue.fromS(user.value())))
                .consistentRead(true)
                .build();
        GetItemResponse response = AwsFailures.sorting(() -> client.getItem(request));
        return response.hasItem() ? Optional.of(read(response.item())) : Optional.empty();
    }

    /** Reads the account in a row. */
    public static Account read(Map<String, AttributeValue> attributes) {
        return Row.read("account", attributes, DynamoAccountStore::account);
    }

    private static Account account(Row row) {
        return new Account(new UserId(row.text("userId")), new Region(row.text("region")), membership(row));
    }

    private static Optional<Membership> membership(Row row) {
        return row.optionalText("chargeId")
                .map(charge -> new Membership(
                        new ChargeId(charge),
                        Money.of(row.number("feeMinorUnits"), row.text("feeCurrency")),
                        row.instant("paidAt"),
                        row.optionalInstant("cancelledAt")));
    }
}
