package sundown.purge;

import sundown.contract.CertificateChainContract;

class InMemoryCertificateChainTest extends CertificateChainContract {
    InMemoryCertificateChainTest() {
        super(new InMemoryCertificateChain());
    }
}
