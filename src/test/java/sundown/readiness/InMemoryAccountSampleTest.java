package sundown.readiness;

import sundown.contract.AccountSampleContract;
import sundown.readiness.AccountSample.SampledAccount;

class InMemoryAccountSampleTest extends AccountSampleContract {
    private final InMemoryAccountSample sample = new InMemoryAccountSample();

    @Override
    protected AccountSample sample() {
        return sample;
    }

    @Override
    protected void put(SampledAccount account) {
        sample.put(account);
    }
}
