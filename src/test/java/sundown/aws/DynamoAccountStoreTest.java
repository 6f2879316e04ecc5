package sundown.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.contract.AccountStoreContract;
import sundown.failure.PermanentFailure;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

@ExtendWith(EmulatorsExtension.class)
class DynamoAccountStoreTest extends AccountStoreContract {
    private final AwsStack stack;

    DynamoAccountStoreTest(Emulators emulators) {
        stack = AwsStack.provision(emulators);
    }

    @Override
    protected AccountStore store() {
        return new DynamoAccountStore(stack.dynamoDb(), stack.name("ACCOUNTS_TABLE"));
    }

    @Override
    protected void put(Account account) {
        put(account.user().value(), account.region().code());
    }

    @Test
    void saysThatARowCannotBeRead() {
        put("someone", "India");
        assertThatThrownBy(() -> store().find(new UserId("someone")))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("a row cannot be read: account");
    }

    private void put(String user, String region) {
        stack.put(
                "ACCOUNTS_TABLE", Map.of("userId", AttributeValue.fromS(user), "region", AttributeValue.fromS(region)));
    }
}
