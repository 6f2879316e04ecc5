package sundown.certificate;

import sundown.contract.CertificateChainContract;

class InMemoryCertificateChainTest extends CertificateChainContract {
    private final InMemoryCertificateChain tested = new InMemoryCertificateChain();

    @Override
    protected CertificateChain chain() {
        return tested;
    }
}
