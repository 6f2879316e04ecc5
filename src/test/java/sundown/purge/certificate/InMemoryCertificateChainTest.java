package sundown.purge.certificate;

import sundown.contract.CertificateChainContract;

class InMemoryCertificateChainTest extends CertificateChainContract {
    InMemoryCertificateChainTest() {
        super(new InMemoryCertificateChain());
    }
}
