package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.MembershipStoreContract;
import sundown.job.GroupUsers;
import sundown.membership.MembershipStore;
import sundown.timeline.GroupId;

@OnAnyCloud
class DynamoMembershipStoreTest extends MembershipStoreContract {
    private final AwsStack stack;

    DynamoMembershipStoreTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected MembershipStore store() {
        return new DynamoAccountStore(stack.dynamoDb, stack.name("ACCOUNTS_TABLE"));
    }

    @Override
    protected GroupUsers users() {
        return new DynamoAccountStore(stack.dynamoDb, stack.name("ACCOUNTS_TABLE"));
    }

    @Override
    protected AccountStore accounts() {
        return new DynamoAccountStore(stack.dynamoDb, stack.name("ACCOUNTS_TABLE"));
    }

    @Override
    protected void put(Account account, GroupId group, int shard) {
        stack.put(
                "ACCOUNTS_TABLE",
                DynamoAccountStore.write(account, Optional.of(DynamoAccountStore.groupShard(group, shard))));
    }

    /** The rows are the photo cloud's own, and may hold what only it knows. */
    @Test
    void writesOneAttributeAndLeavesEveryOther() {
        Map<String, AttributeValue> row = new HashMap<>(new RowWriter()
                .text("userId", "member")
                .text("chargeId", "ch_1")
                .text("theme", "dark")
                .attributes());
        stack.put("ACCOUNTS_TABLE", row);
        Instant now = Instant.parse("2023-01-15T12:00:00Z");

        Membership paid = new Membership(new ChargeId("ch_1"), Money.of(1, "EUR"), now, Optional.empty());
        assertThat(store().cancel(new UserId("member"), paid, now)).isTrue();

        row.putAll(new RowWriter().instant("cancelledAt", now).attributes());
        assertThat(stack.dynamoDb
                        .getItem(request -> request.tableName(stack.name("ACCOUNTS_TABLE"))
                                .key(Map.of("userId", AttributeValue.fromS("member")))
                                .consistentRead(true))
                        .item())
                .isEqualTo(row);
    }
}
