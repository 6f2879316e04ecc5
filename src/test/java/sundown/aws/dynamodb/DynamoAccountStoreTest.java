package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.AccountStoreContract;
import sundown.failure.PermanentFailure;

@OnAnyCloud
class DynamoAccountStoreTest extends AccountStoreContract {
    private final AwsStack stack;

    DynamoAccountStoreTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected AccountStore store() {
        return new DynamoAccountStore(stack.dynamoDb, stack.name("ACCOUNTS_TABLE"));
    }

    @Override
    protected void put(Account account) {
        stack.put("ACCOUNTS_TABLE", DynamoAccountStore.write(account, Optional.empty()));
    }

    @Override
    protected void spoil(UserId user) {
        put(row(user.value(), "India"));
    }

    @Test
    void saysThatARowCannotBeRead() {
        put(row("someone", "India"));
        assertThatThrownBy(() -> store().find(new UserId("someone")))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("a row cannot be read: account");
    }

    @Test
    void saysThatAMembershipWithoutAFeeCannotBeRead() {
        put(row("someone", "IN").text("chargeId", "ch_1"));
        assertThatThrownBy(() -> store().find(new UserId("someone")))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("a row cannot be read: account");
    }

    private void put(RowWriter row) {
        stack.put("ACCOUNTS_TABLE", row.attributes());
    }

    private static RowWriter row(String user, String region) {
        return new RowWriter().text("userId", user).text("region", region);
    }
}
