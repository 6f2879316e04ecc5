package sundown.aws.dynamodb;

import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.certificate.CertificateChain;
import sundown.contract.CertificateChainContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

@ExtendWith(EmulatorsExtension.class)
class DynamoCertificateChainTest extends CertificateChainContract {
    private final CertificateChain chain;

    DynamoCertificateChainTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        chain = new DynamoCertificateChain(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new SecureRandom());
    }

    @Override
    protected CertificateChain chain() {
        return chain;
    }
}
