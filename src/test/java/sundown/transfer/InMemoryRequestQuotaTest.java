package sundown.transfer;

import sundown.contract.RequestQuotaContract;

class InMemoryRequestQuotaTest extends RequestQuotaContract {
    @Override
    protected RequestQuota quota(RequestLimits limits) {
        return new InMemoryRequestQuota(limits);
    }
}
