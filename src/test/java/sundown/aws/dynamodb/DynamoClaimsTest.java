package sundown.aws.dynamodb;

import java.time.Clock;
import java.util.Map;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.ClaimsContract;
import sundown.gallery.Claims;
import sundown.gallery.ObjectKey;

@OnAnyCloud
class DynamoClaimsTest extends ClaimsContract {
    private final AwsStack stack;

    DynamoClaimsTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected Claims claims() {
        return new DynamoClaims(stack.dynamoDb, stack.name("CLAIMS_TABLE"), Clock.systemUTC());
    }

    @Override
    protected void put(ObjectKey key, UserId user) {
        RowWriter row = new RowWriter().text("objectKey", key.value()).text("userId", user.value());
        stack.dynamoDb.putItem(
                request -> request.tableName(stack.name("CLAIMS_TABLE")).item(Map.copyOf(row.attributes())));
    }
}
