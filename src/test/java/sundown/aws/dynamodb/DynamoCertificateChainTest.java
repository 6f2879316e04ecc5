package sundown.aws.dynamodb;

import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.CertificateChainContract;

@ExtendWith(AwsStackExtension.class)
class DynamoCertificateChainTest extends CertificateChainContract {
    DynamoCertificateChainTest(AwsStack stack) {
        super(new DynamoCertificateChain(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new SecureRandom()));
    }
}
