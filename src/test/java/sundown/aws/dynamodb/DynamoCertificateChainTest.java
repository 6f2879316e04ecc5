package sundown.aws.dynamodb;

import java.security.SecureRandom;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.CertificateChainContract;

@OnAnyCloud
class DynamoCertificateChainTest extends CertificateChainContract {
    DynamoCertificateChainTest(AwsStack stack) {
        super(new DynamoCertificateChain(stack.dynamoDb, stack.name("GROUPS_TABLE"), new SecureRandom()));
    }
}
