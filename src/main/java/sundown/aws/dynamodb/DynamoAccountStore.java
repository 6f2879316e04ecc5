package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.ChargeId;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;

/**
 * Accounts in DynamoDB: {@code userId}, {@code region}; for a member also {@code chargeId}, {@code feeMinorUnits},
 * {@code feeCurrency}, {@code paidAt} and, after the cancellation, {@code cancelledAt}.
 */
@Singleton
public final class DynamoAccountStore implements AccountStore {
    private final Table table;

    /** Reads the accounts of a table. */
    public DynamoAccountStore(DynamoDbClient client, @ConfigProperty(name = "ACCOUNTS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Account> find(UserId user) {
        return table.find(Table.key("userId", user.value())).map(DynamoAccountStore::read);
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
