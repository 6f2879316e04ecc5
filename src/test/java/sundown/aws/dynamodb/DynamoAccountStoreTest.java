package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.account.SubscriptionId;
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
        return new DynamoAccountStore(stack.dynamoDb(), stack.name("ACCOUNTS_TABLE"));
    }

    @Override
    protected void put(Account account) {
        RowWriter row = row(account.user().value(), account.region().code());
        account.membership().ifPresent(membership -> write(row, membership));
        put(row);
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

    private static void write(RowWriter row, Membership membership) {
        row.text("chargeId", membership.charge().value())
                .number("feeMinorUnits", membership.fee().minorUnits())
                .text("feeCurrency", membership.fee().currency().getCurrencyCode())
                .instant("paidAt", membership.paidAt())
                .instant("cancelledAt", membership.cancelledAt())
                .text("subscriptionId", membership.subscription().map(SubscriptionId::value));
    }
}
